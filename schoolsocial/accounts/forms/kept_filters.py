from django import forms

LONGEST_NAME = 40


class NameForm(forms.Form):
    """What somebody calls a filter."""

    name = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Give it a name that you will know it by.",
            "max_length": f"A name has {LONGEST_NAME} letters at most. Shorten it.",
        },
    )


class KeepForm(NameForm):
    """A filter to be kept, and whether its list begins with it."""

    begins = forms.BooleanField(label="Open this list with it", required=False)
