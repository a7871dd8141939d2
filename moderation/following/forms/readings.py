"""What a person sends to compare the register with X."""

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.following.forms.fields import AccountForm, HandlesField
from schoolsocial.x.forms.archives import ArchiveField


class StartForm(AccountForm):
    """Which account's list is read from X."""


class PasteForm(AccountForm):
    """A list copied from X."""

    names = HandlesField(
        label=_("Whom the account follows"),
        help_text=_("One name in each line, or the page “Following” copied from X."),
    )
    whole = forms.BooleanField(
        label=_("This is the whole list"),
        required=False,
        help_text=_("Only then an account that is not on it counts as not followed."),
    )


class FollowingArchiveForm(AccountForm):
    """The ZIP that X gave."""

    file = ArchiveField()
