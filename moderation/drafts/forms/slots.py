from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models.reminders import WeeklyReminder
from schoolsocial.x.models import Account


class SlotForm(forms.Form):
    """An hour of the week to be kept for a post."""

    weekday = forms.TypedChoiceField(
        label=_("Day"),
        choices=WeeklyReminder.Weekday.choices,
        coerce=int,
        error_messages={"invalid_choice": _("Choose a day of the week.")},
    )
    at = forms.TimeField(
        label=_("Time in London"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={
            "required": _("Enter a time, such as 15:30."),
            "invalid": _("That is no time. Write it like 15:30."),
        },
    )
    school_days_only = forms.BooleanField(
        label=_("Only on school days"),
        help_text=_("By the term dates in the school’s settings."),
        required=False,
        initial=True,
    )

    def clean_at(self) -> Any:
        """To the minute."""
        return self.cleaned_data["at"].replace(second=0, microsecond=0)


class WhichAccountForm(forms.Form):
    """Whose slots are shown; without one, the first there is."""

    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        queryset=None, label=_("Account"), empty_label=None, required=False
    )

    def __init__(self, accounts: Any, data: Any) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[Account]", self.fields["account"]).queryset = accounts

    def chosen(self) -> Account | None:
        """The account named, else the first."""
        named = self.cleaned_data.get("account") if self.is_valid() else None
        accounts = cast("forms.ModelChoiceField[Account]", self.fields["account"]).queryset
        return named or (accounts.first() if accounts is not None else None)


class GapsForm(forms.Form):
    """The plan that was shown, so that what is done is what was read."""

    plan = forms.CharField(max_length=2000, widget=forms.HiddenInput)
