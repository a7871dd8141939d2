"""What is done about an incident: its reply hidden, itself linked, kept longer, put in a letter."""

from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from moderation.incidents.actions.reporting import LONGEST_WORDS
from moderation.incidents.forms.incidents import HandleField, Part
from moderation.incidents.letters import LONGEST_FILLED, LONGEST_LETTER, shipped
from moderation.incidents.models import Incident
from moderation.incidents.models.incidents import IncidentQuerySet
from moderation.incidents.models.keeping import MOST_MONTHS
from schoolsocial.x.models import Account
from schoolsocial.x.models.accounts import AccountQuerySet


class HideForm(Part):
    """Hide the reply, or show it again: by one of the school's accounts, or by hand."""

    wanted = forms.ChoiceField(choices=[("hide", _("Hide")), ("show", _("Show"))])
    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        label=_("Under a post of which account?"),
        queryset=None,
        empty_label=None,
        error_messages={
            "required": _("Choose the account."),
            "invalid_choice": _("Choose one here."),
        },
    )

    def __init__(self, *args: Any, accounts: AccountQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Account]", self.fields["account"]).queryset = accounts

    @property
    def hides(self) -> bool:
        return bool(self.cleaned_data["wanted"] == "hide")


class ByHandForm(Part):
    """Somebody did it on X."""

    wanted = forms.ChoiceField(choices=[("hide", _("Hidden")), ("show", _("Shown again"))])

    @property
    def hides(self) -> bool:
        return bool(self.cleaned_data["wanted"] == "hide")


class AccountForm(Part):
    """Another account the incident is about."""

    handle = HandleField(
        label=_("The account’s name on X"),
        error_messages={"required": _("Write the account’s name on X.")},
    )


class LinkForm(Part):
    """Another incident that belongs to it."""

    other: "forms.ModelChoiceField[Incident]" = forms.ModelChoiceField(
        label=_("Number of the other incident"),
        queryset=None,
        widget=forms.NumberInput(attrs={"min": "1"}),
        help_text=_("It stands at the top of that incident’s page."),
        error_messages={
            "required": _("Write the number of the other incident."),
            "invalid_choice": _("There is no incident of that number that you can see."),
        },
    )

    def __init__(
        self, *args: Any, incidents: IncidentQuerySet | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Incident]", self.fields["other"])
        field.queryset = incidents if incidents is not None else Incident.objects.none()


class HoldForm(Part):
    """Keep it longer than others of its kind."""

    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Choose a day, as 31/08/2027."),
        },
    )
    said = forms.CharField(
        label=_("The legal reason"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say for which legal reason it is kept longer.")},
    )


class FillForm(Part):
    """Which letter."""

    code = forms.ChoiceField(label=_("Letter or log sheet"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (one.code, one.label) for one in shipped().values()
        ]


class LetterForm(forms.Form):
    """A school's own words for one letter."""

    words = forms.CharField(
        label=_("The words"),
        max_length=LONGEST_LETTER,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": _("A letter has words. Go back to the shipped ones instead.")},
    )


class FilledForm(forms.Form):
    """A letter as its writer has made it."""

    code = forms.ChoiceField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("The letter"),
        max_length=LONGEST_FILLED,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "true"}),
        error_messages={"required": _("The letter is empty. Write a few words first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (one.code, one.label) for one in shipped().values()
        ]


_MONTHS = format_lazy(_("Choose 1 to {most} months."), most=MOST_MONTHS)


class MonthsForm(forms.Form):
    """How long one kind is kept."""

    months = forms.IntegerField(
        label=_("Months after closing"),
        min_value=1,
        max_value=MOST_MONTHS,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _MONTHS),
    )
