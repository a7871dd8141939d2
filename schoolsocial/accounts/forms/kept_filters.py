from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 40


class NameForm(forms.Form):
    """What somebody calls a filter."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Give it a name that you will know it by."),
            "max_length": format_lazy(
                _("A name has {most} letters at most. Shorten it."),
                most=LONGEST_NAME,
            ),
        },
    )


class KeepForm(NameForm):
    """A filter to be kept, and whether its list begins with it."""

    begins = forms.BooleanField(label=_("Open this list with it"), required=False)
