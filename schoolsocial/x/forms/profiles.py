"""How a profile is to look. Forms read and check; they never save."""

from typing import Any

from django import forms

from schoolsocial.x.models import Aspect, Expectation

REPLIES = [
    ("", "Not known yet"),
    ("everyone", "Everyone"),
    ("following", "People the account follows"),
    ("mentionedUsers", "People the post mentions"),
    ("subscribers", "Subscribers"),
    ("verified", "Verified accounts"),
    ("mixed", "Different from post to post"),
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
        choices=[("no", "No, everybody may read them"), ("yes", "Yes, followers only")],
        label="Are posts protected?",
        widget=forms.RadioSelect,
    )
    pinned = forms.RegexField(
        r"^[0-9]{1,19}\Z",
        required=False,
        label=Aspect.PINNED.label,
        help_text="The number at the end of its link. Empty: none.",
        error_messages={"invalid": "Enter the number at the end of the post’s link."},
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
        label="Why is this all right?",
        error_messages={"required": "Say why, in a few words."},
    )
