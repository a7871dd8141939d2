from django import forms
from django.utils.translation import gettext_lazy as _


class DeviceForm(forms.Form):
    """A device to register, by the name the school gives it."""

    prefix = "device"

    label = forms.CharField(
        max_length=60,
        label=_("Name of the device"),
        help_text=_("What stands on its label, such as “Year 3 iPad”. No person's name."),
        error_messages={"required": _("Give the device a name.")},
    )


class CodeForm(forms.Form):
    """The code that was given for this device."""

    code = forms.CharField(
        max_length=20,
        label=_("Code"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code you were given.")},
    )


class NetworkForm(forms.Form):
    """A range of addresses that is the school's own."""

    prefix = "network"

    label = forms.CharField(
        max_length=60,
        label=_("Name of the network"),
        help_text=_("Such as “Main building”."),
        error_messages={"required": _("Give the network a name.")},
    )
    addresses = forms.CharField(
        max_length=64,
        label=_("Addresses"),
        help_text=_("As your provider gives them, such as 81.2.69.144/29."),
        error_messages={"required": _("Enter the addresses your provider gave the school.")},
    )
