"""What comes round again and is overdue one day. Pure."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from schoolsocial.words import Words


class Matter(StrEnum):
    """Something a school does again and again, by the day it is due."""

    POLICY = "policy"
    FOLLOWERS = "followers"
    AUDIT = "audit"
    DPIA = "dpia"
    VISIT = "visit"
    TRAINING = "training"

    @property
    def label(self) -> Words:
        return _LABELS[self]


_LABELS = {
    Matter.POLICY: _("Review of the policy"),
    Matter.FOLLOWERS: _("Check of followers"),
    Matter.AUDIT: _("Audit of what is on X"),
    Matter.DPIA: _("Review of the DPIA"),
    Matter.VISIT: _("Governor visit"),
    Matter.TRAINING: _("Training of those who draft"),
}

_DAYS_SAID = 60
_MONTHS_SAID = 2 * 365


def ago(days: int) -> str:
    """How long something is overdue, as people say it: in days, in months, in years."""
    if days < _DAYS_SAID:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    if days < _MONTHS_SAID:
        months = days // 30
        return ngettext("{count} month ago", "{count} months ago", months).format(count=months)
    years = days // 365
    return ngettext("{count} year ago", "{count} years ago", years).format(count=years)
