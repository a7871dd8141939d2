"""The word that an erasure is meant."""

from django import forms


class ErasureForm(forms.Form):
    """It cannot be undone, so it takes more than one click."""

    is_meant = forms.BooleanField(
        label="I have checked who asked for this, and that the school no longer needs the entry",
        error_messages={"required": "Tick the box if you have checked both."},
    )
