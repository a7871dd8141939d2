"""The word that an erasure is meant."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    """It cannot be undone, so it takes more than one click."""

    is_meant = forms.BooleanField(
        label=_("I have checked who asked for this, and that the school no longer needs the entry"),
        error_messages={"required": _("Tick the box if you have checked both.")},
    )
