"""What comes round again and is overdue one day. Pure."""

from enum import StrEnum


class Matter(StrEnum):
    """Something a school does again and again, by the day it is due."""

    POLICY = "policy"
    FOLLOWERS = "followers"
    AUDIT = "audit"
    DPIA = "dpia"
    VISIT = "visit"
    TRAINING = "training"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Matter.POLICY: "Review of the policy",
    Matter.FOLLOWERS: "Check of followers",
    Matter.AUDIT: "Audit of what is on X",
    Matter.DPIA: "Review of the DPIA",
    Matter.VISIT: "Governor visit",
    Matter.TRAINING: "Training of those who draft",
}

_DAYS_SAID = 60
_MONTHS_SAID = 2 * 365


def ago(days: int) -> str:
    """How long something is overdue, as people say it: in days, in months, in years."""
    if days < _DAYS_SAID:
        return "1 day ago" if days == 1 else f"{days} days ago"
    if days < _MONTHS_SAID:
        return f"{days // 30} months ago"
    return f"{days // 365} years ago"
