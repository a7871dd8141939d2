"""Making a series, and changing one. Forms read and check; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts import series
from moderation.drafts.actions.drafts import MAX_TEXT
from moderation.drafts.actions.series import Made
from moderation.drafts.errors import Refusal
from moderation.drafts.models.reminders import WeeklyReminder
from moderation.drafts.school_time import SchoolDays
from moderation.drafts.series import Part

_A_DATE = dict.fromkeys(("required", "invalid"), _("Enter a date."))


class TemplateForm(forms.Form):
    """The text of every part, with places."""

    template = forms.CharField(
        label=_("The text of each part"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "{n} is the number of the part, {count} how many there are, {date} and "
            "{weekday} its day, {text} what stands beside its day in a list. Such as "
            "“Book Week, day {n} of {count}: {text}”."
        ),
        error_messages={
            "required": _("Write the text."),
            "max_length": _("That is %(show_value)d characters. A post has room for 280."),
        },
    )


class SeriesForm(TemplateForm):
    """What is made, and on which days."""

    WEEKLY, SCHOOL_DAYS, LIST = "weekly", "school-days", "list"

    name = forms.CharField(
        label=_("What is the series called?"),
        max_length=80,
        help_text=_("Such as “Book Week”. It does not appear on X. No child’s name."),
        error_messages={"required": _("Give the series a name.")},
    )
    rule = forms.ChoiceField(
        label=_("On which days?"),
        choices=[
            (SCHOOL_DAYS, _("Every school day from the first day to the last")),
            (WEEKLY, _("Once a week from the first day to the last")),
            (LIST, _("The days of a list")),
        ],
    )
    first = forms.DateField(
        label=_("First day, unless there is a list"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=_A_DATE,
    )
    last = forms.DateField(
        label=_("Last day, unless there is a list"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=_A_DATE,
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of the week, if once a week"),
        choices=WeeklyReminder.Weekday.choices,
        coerce=int,
    )
    in_term_only = forms.BooleanField(
        label=_("Leave out holidays, if once a week"), required=False, initial=True
    )
    days = forms.CharField(
        label=_("The list, if there is one"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A day a line, with words if you like: 03/03/2027: Come as a character."),
    )
    at = forms.TimeField(
        label=_("Time in London"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={
            "required": _("Enter a time, such as 15:30."),
            "invalid": _("That is no time. Write it like 15:30."),
        },
    )

    field_order = ["name", "template", "at", "rule", "first", "last", "weekday", "in_term_only"]

    def __init__(self, terms: SchoolDays, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._terms = terms

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        rule = cleaned.get("rule")
        if rule in {self.WEEKLY, self.SCHOOL_DAYS}:
            for name in ("first", "last"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, gettext("Enter a date."))
        return {**cleaned, "parts": [] if self.errors else self._parts(cleaned)}

    def made(self) -> Made:
        """The series, as ``series.make`` takes it."""
        given = self.cleaned_data
        at = given["at"].replace(second=0, microsecond=0)
        return Made(given["name"], given["template"], at, given["parts"])

    def _parts(self, given: dict[str, Any]) -> list[Part]:
        """The days by the rule; what cannot be is said beside the field it is about."""
        rule = given["rule"]
        try:
            if rule == self.LIST:
                return series.listed(given["days"])
            if rule == self.SCHOOL_DAYS:
                return series.school_days(given["first"], given["last"], self._terms)
            terms = self._terms if given["in_term_only"] else None
            return series.weekly(given["first"], given["last"], given["weekday"], terms)
        except Refusal as refusal:
            self.add_error("days" if rule == self.LIST else "last", str(refusal))
            return []
