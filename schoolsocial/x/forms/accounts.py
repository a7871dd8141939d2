"""Adding an account. Forms read and check; they never save."""

from typing import Any, cast

from django import forms

from schoolsocial.accounts.forms.schools import HANDLE
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account

_WHOSE = {
    Account.Kind.SCHOOL: "The school’s. Everybody who drafts may write for it",
    Account.Kind.CLASS: "A class’s. Everybody who drafts may write for it",
    Account.Kind.STAFF: "My own professional account. Only I write for it",
}


class KindForm(forms.Form):
    """Whose account it is; the school's and a class's only for whoever looks after them."""

    kind = forms.TypedChoiceField(
        label="Whose account is it?",
        coerce=Account.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whose account it is."},
    )

    def __init__(self, membership: Membership, data: Any = None) -> None:
        super().__init__(data)
        choices = [(kind.value, words) for kind, words in _WHOSE.items() if _may(membership, kind)]
        field = cast("forms.TypedChoiceField", self.fields["kind"])
        field.choices = choices
        field.initial = choices[0][0]


class ByHandForm(KindForm):
    """An account that no API reaches, by its handle."""

    handle = forms.CharField(
        max_length=16,
        label="Handle on X",
        help_text="As in @StCatherinePrimary.",
        error_messages={"required": "Enter the account’s handle."},
    )
    name = forms.CharField(
        max_length=50,
        label="Name",
        help_text="What people here call it.",
        error_messages={"required": "Give the account a name."},
    )

    field_order = ["handle", "name", "kind"]

    def clean_handle(self) -> str:
        handle = str(self.cleaned_data["handle"]).removeprefix("@")
        HANDLE(handle)
        return handle


def _may(membership: Membership, kind: Account.Kind) -> bool:
    permissions = membership.permissions
    if kind == Account.Kind.STAFF:
        return Permission.DRAFT_POSTS in permissions
    return Permission.MANAGE_ACCOUNTS in permissions
