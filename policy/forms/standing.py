from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.understanding import Question
from schoolsocial.accounts.models import Membership

_YES, _NO = "yes", "no"


class AgreementForm(forms.Form):
    """The questions, and the promise. A wrong answer is told with the clause that decides it."""

    promise = forms.BooleanField(
        error_messages={"required": _("Tick this once you have read the policy.")},
    )

    def __init__(self, *args: Any, questions: Sequence[Question], number: int) -> None:
        super().__init__(*args)
        self.questions = {f"question-{q.scenario.slug}": q for q in questions}
        for name in self.questions:
            self.fields[name] = forms.ChoiceField(
                choices=[
                    (_YES, gettext("Yes")),
                    (_NO, gettext("No, something must be changed or explained first")),
                ],
                widget=forms.RadioSelect,
                label=gettext("May this go out as it stands?"),
                error_messages={"required": gettext("Choose an answer.")},
            )
        self.fields["promise"].label = gettext(
            "I have read version {number} and will keep to it"
        ).format(number=number)
        self.order_fields([*self.questions, "promise"])

    def clean(self) -> None:
        for name, question in self.questions.items():
            answer = self.cleaned_data.get(name)
            if answer and (answer == _YES) is not question.may_go_out:
                self.add_error(name, _why(question))


def _why(question: Question) -> str:
    if question.may_go_out:
        return gettext("Nothing in the policy speaks against this one. Look again.")
    finding = question.in_the_way[0]
    return gettext("{finding} Clause {number} says: “{text}” Look again.").format(
        finding=finding.message, number=finding.clause_number, text=finding.clause_text
    )


class TrainingForm(forms.Form):
    """A course, and who took it: ``cleaned_data["people"]`` are persons."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who took it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    course = forms.CharField(
        max_length=120,
        label=_("Course"),
        help_text=_("For example: Online safety and social media"),
        error_messages={"required": _("Say what the course was called.")},
    )
    taken_on = forms.DateField(
        label=_("Held on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the day on which the course was held.")},
    )
    counts_until = forms.DateField(
        label=_("Counts until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the last day on which the course counts.")},
    )

    def __init__(self, *args: Any, staff: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(place.person_id): place.person for place in staff}
        field = self.fields["people"]
        field.choices = [(key, one.name) for key, one in by_key.items()]  # type: ignore[attr-defined]
        field.coerce = by_key.__getitem__  # type: ignore[attr-defined]
