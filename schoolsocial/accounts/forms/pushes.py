from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.actions.pushes import Address
from schoolsocial.web_push import services
from schoolsocial.web_push.keys import BadKey, BrowserKeys
from schoolsocial.words import Words

_NAMES: tuple[tuple[str, Words], ...] = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", _("Windows computer")),
    ("Macintosh", "Mac"),
    ("Linux", _("Linux computer")),
)


class AddressForm(forms.Form):
    """Where a browser is reached, as its script tells it."""

    endpoint = forms.CharField(max_length=services.LONGEST_ADDRESS, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=100, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_endpoint(self) -> str:
        told: str = self.cleaned_data["endpoint"]
        if not services.is_known(told):
            raise forms.ValidationError(
                gettext(
                    "This browser uses a push service that is not known here. Try another browser."
                )
            )
        return told

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if {"p256dh", "auth"} <= given.keys():
            try:
                BrowserKeys.read(given["p256dh"], given["auth"])
            except BadKey:
                raise forms.ValidationError(
                    gettext("What this browser told of itself cannot be used. Try again.")
                ) from None
        return given

    def address(self) -> Address:
        given = self.cleaned_data
        return Address(given["endpoint"], given["p256dh"], given["auth"])


class ToldForm(AddressForm):
    """A device to be told on, by a name its person knows it by."""

    label = forms.CharField(
        max_length=40,
        label=_("What you call this device"),
        help_text=_("So that you know it in the list, such as “Year 3 iPad”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give this device a name.")},
    )

    field_order = ("label",)


def name_for(user_agent: str) -> str:
    """What kind of device a browser says it is on, for a start."""
    named = (str(name) for part, name in _NAMES if part in user_agent)
    return next(named, gettext("This device"))
