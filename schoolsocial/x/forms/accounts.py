"""Adding an account. Forms read and check; they never save."""

from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.forms.schools import HANDLE
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words
from schoolsocial.x.credentials import OAuth1User
from schoolsocial.x.models import Account

_WHOSE = {
    Account.Kind.SCHOOL: _("The school’s. Everybody who drafts may write for it"),
    Account.Kind.CLASS: _("A class’s. Everybody who drafts may write for it"),
    Account.Kind.STAFF: _("My own professional account. Only I write for it"),
}


_OTHER_CHARACTERS = _("Copy it again: it has other characters.")
_ENTER = _("Enter the {label}.")


def _key(label: Words) -> forms.CharField:
    """A secret: never written back into the page, and nothing a browser keeps."""
    return forms.CharField(
        label=label,
        max_length=200,
        validators=[RegexValidator(r"^[A-Za-z0-9_-]+\Z", _OTHER_CHARACTERS)],
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": format_lazy(_ENTER, label=label)},
    )


class KindForm(forms.Form):
    """Whose account it is; the school's and a class's only for whoever looks after them."""

    kind = forms.TypedChoiceField(
        label=_("Whose account is it?"),
        coerce=Account.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whose account it is.")},
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
        label=_("Handle on X"),
        help_text=_("As in @StCatherinePrimary."),
        error_messages={"required": _("Enter the account’s handle.")},
    )
    name = forms.CharField(
        max_length=50,
        label=_("Name"),
        help_text=_("What people here call it."),
        error_messages={"required": _("Give the account a name.")},
    )

    field_order = ["handle", "name", "kind"]

    def clean_handle(self) -> str:
        handle = str(self.cleaned_data["handle"]).removeprefix("@")
        HANDLE(handle)
        return handle


class NewKeysForm(forms.Form):
    """The four keys of a developer app, as X's console shows them (OAuth 1.0a)."""

    consumer_key = _key(_("API key"))
    consumer_secret = _key(_("API key secret"))
    access_token = _key(_("Access token"))
    access_token_secret = _key(_("Access token secret"))

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
