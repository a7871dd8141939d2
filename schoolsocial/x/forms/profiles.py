"""How a profile is to look. Forms read and check; they never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolsocial.x.models import Aspect, Expectation

REPLIES = [
    ("", _("Not known yet")),
    ("everyone", _("Everyone")),
    ("following", _("People the account follows")),
    ("mentionedUsers", _("People the post mentions")),
    ("subscribers", _("Subscribers")),
    ("verified", _("Verified accounts")),
    ("mixed", _("Different from post to post")),
]


class ExpectationForm(forms.Form):
    """What a leader confirms or changes."""

    name = forms.CharField(max_length=50, label=Aspect.NAME.label)
    bio = forms.CharField(
        max_length=500,
        required=False,
        label=Aspect.BIO.label,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    protected = forms.ChoiceField(
        choices=[("no", _("No, everybody may read them")), ("yes", _("Yes, followers only"))],
        label=_("Are posts protected?"),
        widget=forms.RadioSelect,
    )
    pinned = forms.RegexField(
        r"^[0-9]{1,19}\Z",
        required=False,
        label=Aspect.PINNED.label,
        help_text=_("The number at the end of its link. Empty: none."),
        error_messages={"invalid": _("Enter the number at the end of the post’s link.")},
    )
    replies = forms.ChoiceField(choices=REPLIES, required=False, label=Aspect.REPLIES.label)

    @classmethod
    def of(cls, expected: Expectation, data: Any = None) -> "ExpectationForm":
        """The form with what is expected so far."""
        initial = {aspect.value: getattr(expected, aspect.value) for aspect in Aspect}
        return cls(data, initial=initial)


class AcceptForm(forms.Form):
    """Why a profile may look otherwise."""

    reason = forms.CharField(
        max_length=300,
        label=_("Why is this all right?"),
        error_messages={"required": _("Say why, in a few words.")},
    )
