from django import forms
from django.utils.translation import gettext_lazy as _


class PostedForm(forms.Form):
    """Where the post stands on X, and what is different in it from what was approved."""

    link = forms.CharField(
        label=_("The post's link"),
        max_length=200,
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "required": _("Paste the link of the post. On X: Share, then Copy link."),
            "max_length": _("That is longer than any link to a post. Copy it again from X."),
        },
    )
    changed = forms.CharField(
        label=_("What is different?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("Please keep it under 500 characters; it has %(show_value)d.")
        },
    )
