"""One answer as somebody writes it down. Forms read and check; they never save."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.actions.answers import Reply
from consent.models import Answer, Consent, Guardian, Guardianship, Limit

CHILD = "child"
UNSAID = ""
_ANSWERS = [(UNSAID, _("Skip")), *Answer.choices]


class ReplyForm(forms.Form):
    """An answer, its limits, who gave it. ``cleaned_data["guardian"]`` is None for the child.

    An untouched form is valid and says nothing: ``is_said`` is false.
    """

    answer = forms.ChoiceField(choices=_ANSWERS, required=False)
    limits = forms.MultipleChoiceField(choices=Limit.choices, required=False)
    who = forms.ChoiceField(required=False)
    seen = forms.IntegerField(min_value=0, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, prefix: str, carers: Sequence[Guardianship]
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.guardians: dict[str, Guardian] = {
            str(held.guardian_id): held.guardian for held in carers
        }
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (key, key) for key in (*self.guardians, CHILD)
        ]

    @property
    def is_said(self) -> bool:
        return bool(self.cleaned_data.get("answer"))

    def clean(self) -> None:
        given = self.cleaned_data
        answer, who = given.get("answer"), given.get("who") or CHILD
        if not answer:
            return
        if answer == Answer.LIMITED and not given.get("limits"):
            self.add_error("limits", gettext("Tick which limits the family set."))
        if answer != Answer.NO and who == CHILD:
            self.add_error("who", _why_not_the_child(known=bool(self.guardians)))

    def reply(self, *, given_on: date, method: str) -> Reply:
        """What was answered; only where the form is valid and something is said."""
        given = self.cleaned_data
        answer = Answer(given["answer"])
        limited = answer == Answer.LIMITED
        return Reply(
            answer=answer,
            given_on=given_on,
            method=Consent.Method(method),
            guardian=self.guardians.get(given["who"]),
            limits=frozenset(given["limits"]) if limited else frozenset(),
        )


class DayForm(forms.Form):
    """The day the forms were signed, not in the future; ``today`` is London's."""

    given_on = forms.DateField(
        label=_("Date on the form"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the date on the form."),
            "invalid": _("Enter the date as on a calendar, such as 2 November 2026."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise forms.ValidationError(
                gettext("That day is still to come. Look at the form again.")
            )
        return day


class PaperForm(DayForm):
    """One form for one child: its day, how it reached the school, and a scan if there is one."""

    method = forms.ChoiceField(choices=Consent.Method.choices, label=_("How it was answered"))
    paper = forms.FileField(
        required=False,
        label=_("Scan or photo of the form"),
        widget=forms.FileInput(
            attrs={"class": "form-control", "accept": "application/pdf,image/*"}
        ),
        help_text=_("A PDF or a picture, up to 10 MB. Only the office can open it."),
        error_messages={"empty": _("This file is empty. Choose it again.")},
    )


def _why_not_the_child(*, known: bool) -> str:
    if known:
        return gettext("A child can say no for themselves. A yes comes from a parent or carer.")
    return gettext(
        "Nobody is on record who could say yes. Add a parent or carer on the child’s page first."
    )
