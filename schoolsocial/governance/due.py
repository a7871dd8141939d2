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
