"""What the office decides about a campaign. A form reads and checks; it never saves."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.actions.campaigns import Plan
from consent.models import Purpose

_QUESTION = 300
_ADDITION = 2000
_MOST_REMINDERS, _LATEST = 6, 200


class PlanForm(forms.Form):
    """Which questions, in which words, until when."""

    opens_on = forms.DateField(
        label=_("Open it on"),
        help_text=_(
            "The mails go out that morning, soon after eight. Leave it empty to open it yourself."
        ),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose the day to open it, or leave it empty.")},
    )
    closes_on = forms.DateField(
        label=_("Last day to answer"),
        help_text=_("Four weeks are usual. Whoever has answered may change it later, too."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the last day to answer."),
            "invalid": _("Choose the last day to answer."),
        },
    )
    reminder_days = forms.CharField(
        label=_("Remind after how many days"),
        help_text=_("Such as 7, 14, 21. Only those who have not answered get a reminder."),
        required=False,
        max_length=60,
    )
    addition = forms.CharField(
        label=_("Words of your own on what happens to photos"),
        help_text=_("They stand below the usual ones, in English in every language."),
        required=False,
        max_length=_ADDITION,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Please keep it under 2,000 characters.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        purposes: Sequence[Purpose],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.purposes = list(purposes)
        for purpose in self.purposes:
            self.fields[f"ask-{purpose.code}"] = forms.BooleanField(
                label=purpose.name, required=False
            )
            name = purpose.name[:1].lower() + purpose.name[1:]
            self.fields[f"question-{purpose.code}"] = forms.CharField(
                label=gettext("Question about {purpose}").format(purpose=name),
                required=False,
                max_length=_QUESTION,
                strip=True,
            )

    def clean_reminder_days(self) -> list[int]:
        said = str(self.cleaned_data["reminder_days"])
        if not re.fullmatch(r"[\d\s,;]*", said):
            raise forms.ValidationError(
                gettext("Write the days as numbers with commas, such as 7, 14, 21.")
            )
        days = sorted({int(day) for day in re.findall(r"\d{1,6}", said)})
        if len(days) > _MOST_REMINDERS or any(not 1 <= day <= _LATEST for day in days):
            raise forms.ValidationError(gettext("Up to six reminders, each within 200 days."))
        return days

    def clean(self) -> dict[str, Any]:
        chosen = [one for one in self.purposes if self.cleaned_data.get(f"ask-{one.code}")]
        if not chosen:
            self.add_error(None, gettext("Choose at least one thing to ask about."))
        for purpose in chosen:
            if not self.cleaned_data.get(f"question-{purpose.code}"):
                self.add_error(f"question-{purpose.code}", gettext("Write the question to ask."))
        return self.cleaned_data

    def plan(self) -> Plan:
        """What was decided, once the form is valid."""
        given = self.cleaned_data
        return Plan(
            questions={
                one.code: given[f"question-{one.code}"]
                for one in self.purposes
                if given[f"ask-{one.code}"]
            },
            addition=given["addition"],
            opens_on=given["opens_on"],
            closes_on=given["closes_on"],
            reminder_days=given["reminder_days"],
        )


def initial_of(
    purposes: Sequence[Purpose], questions: Mapping[str, str], **given: date | str | None
) -> dict[str, Any]:
    """What the form shows at first; without ``questions`` all usual ones are asked."""
    asked = questions or {one.code: one.question for one in purposes}
    fields = dict[str, Any](given)
    for one in purposes:
        fields[f"ask-{one.code}"] = one.code in asked
        fields[f"question-{one.code}"] = asked.get(one.code, one.question)
    return fields
