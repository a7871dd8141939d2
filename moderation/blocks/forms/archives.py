from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.blocks.forms.blocks import blocking_accounts
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.x.forms.archives import ArchiveField
from schoolsocial.x.models import Account


class BlockArchiveForm(forms.Form):
    """The ZIP that X gave, and of which account it is."""

    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        label=_("Account"),
        queryset=None,  # of whoever asks, once a page is asked for
        empty_label=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the account.")),
    )
    file = ArchiveField()

    def __init__(self, request: SchoolRequest, *args: Any) -> None:
        super().__init__(*args)
        field = cast("forms.ModelChoiceField[Account]", self.fields["account"])
        field.queryset = blocking_accounts(request)


class DaysForm(forms.Form):
    """Within how many school days a block is to be done."""

    days = forms.IntegerField(
        label=_("School days"),
        min_value=1,
        max_value=10,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a number from 1 to 10.")
        ),
    )
