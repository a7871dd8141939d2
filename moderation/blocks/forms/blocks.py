"""What is filled in about a block. Forms read and check; they never save."""

import re
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.blocks.deciding import LONGEST_REASON
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account, AccountQuerySet

_HANDLE = re.compile(r"@?(\w{1,20})", re.ASCII)
_LINK = re.compile(
    r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/"
    r"(?:intent/user\?user_id=(?P<number>[0-9]{1,19})|(?P<name>\w{1,20}))(?:[/?#].*)?",
    re.ASCII,
)
_PAGES_OF_X = frozenset({"home", "i", "intent", "search", "settings", "explore", "messages"})
_HELP = _("Its name, as in @somebody, or the link of its page on X.")
_MISSING = _("Enter the account’s name, or paste its link.")


class WhoField(forms.CharField):
    """An account on X by its name or its link; cleaned to (number, handle), one of them empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=200,
            help_text=_HELP,
            error_messages={"required": _MISSING},
            **kwargs,
        )

    def clean(self, value: object) -> Any:
        entered = str(super().clean(value))
        named = _HANDLE.fullmatch(entered)
        if named:
            return "", named[1]
        found = _LINK.fullmatch(entered)
        if found is None or (found["name"] or "").lower() in _PAGES_OF_X:
            raise forms.ValidationError(
                gettext(
                    "That is no account on X. Enter its name, as in @somebody, or paste "
                    "the link of its page, which begins with https://x.com/."
                )
            )
        return found["number"] or "", found["name"] or ""


class DecideForm(forms.Form):
    """Whom one of our accounts is to block, and why."""

    who = WhoField(label=_("Which account is to be blocked?"))
    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        label=_("On which of our accounts?"),
        queryset=None,  # of whoever asks, once a page is asked for
        empty_label=None,
        error_messages={
            "required": _("Choose the account."),
            "invalid_choice": _("Choose one here."),
        },
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        help_text=_("Plain facts. It is kept with the decision."),
        error_messages={"required": _("Say why it is to be blocked.")},
    )

    def __init__(self, request: SchoolRequest, data: Any = None) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[Account]", self.fields["account"])
        field.queryset = blocking_accounts(request)


class WhyForm(forms.Form):
    """A reason, kept with the record."""

    why = forms.CharField(max_length=300, error_messages={"required": _("Say why.")})


class ReportForm(forms.Form):
    """What somebody reported to X."""

    what_for = forms.CharField(
        label=_("What did you report it for?"),
        max_length=300,
        error_messages={"required": _("Say what you reported it for.")},
    )
    reference = forms.CharField(label=_("X’s reference"), max_length=60, required=False)


def blocking_accounts(request: SchoolRequest) -> AccountQuerySet:
    """Accounts on which this person blocks: their own, and for leaders those of the school."""
    membership = request.membership
    kept = request.school.accounts.present()
    mine = kept.filter(owner=membership.person_id)
    if Permission.DECIDE_BLOCKS in membership.permissions:
        mine = kept.filter(owner=membership.person_id) | kept.exclude(kind=Account.Kind.STAFF)
    return mine.by_kind()
