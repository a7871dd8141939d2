"""Adding an account. Forms read and check; they never save."""

from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator

from schoolsocial.accounts.forms.schools import HANDLE
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.credentials import OAuth1User
from schoolsocial.x.models import Account

_WHOSE = {
    Account.Kind.SCHOOL: "The school’s. Everybody who drafts may write for it",
    Account.Kind.CLASS: "A class’s. Everybody who drafts may write for it",
    Account.Kind.STAFF: "My own professional account. Only I write for it",
}


def _key(label: str) -> forms.CharField:
    """A secret: never written back into the page, and nothing a browser keeps."""
    return forms.CharField(
        label=label,
        max_length=200,
        validators=[
            RegexValidator(r"^[A-Za-z0-9_-]+\Z", "Copy it again: it has other characters.")
        ],
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": f"Enter the {label}."},
    )


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


class NewKeysForm(forms.Form):
    """The four keys of a developer app, as X's console shows them (OAuth 1.0a)."""

    consumer_key = _key("API key")
    consumer_secret = _key("API key secret")
    access_token = _key("Access token")
    access_token_secret = _key("Access token secret")

    def keys(self) -> OAuth1User:
        names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
        return OAuth1User(**{name: self.cleaned_data[name] for name in names})


class KeysForm(NewKeysForm, KindForm):
    """The four keys, and whose account they open."""


def _may(membership: Membership, kind: Account.Kind) -> bool:
    permissions = membership.permissions
    if kind == Account.Kind.STAFF:
        return Permission.DRAFT_POSTS in permissions
    return Permission.MANAGE_ACCOUNTS in permissions
