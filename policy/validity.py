"""Whether a ratified version counts: in force, due for review, superseded. Dates alone decide."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.models import PolicyVersion
from policy.workflow import State

DUE_DAYS = 60
"""Days before its review from which a policy is due for it."""


class Tone(StrEnum):
    """How a state looks: by colour and sign, beside its words."""

    GOOD = "good"
    ASKS = "asks"
    WAITING = "waiting"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Validity:
    """Where a version stands, in words."""

    tone: Tone
    words: str
    in_force: bool = False


def validity(version: PolicyVersion, counting: PolicyVersion | None, today: date) -> Validity:
    """``counting`` is the version in force today, if there is one."""
    if version.state != State.RATIFIED or version.in_force_from is None:
        return _unratified(version)
    if version.in_force_from > today:
        return Validity(Tone.WAITING, f"In force from {_day(version.in_force_from)}")
    if counting is None or version.pk != counting.pk:
        return Validity(Tone.OVER, "Superseded")
    return _in_force(version, today)


def _in_force(version: PolicyVersion, today: date) -> Validity:
    days = (version.review_on - today).days if version.review_on else DUE_DAYS + 1
    if days > DUE_DAYS:
        return Validity(Tone.GOOD, "In force", in_force=True)
    if days < 0:
        return Validity(Tone.ASKS, "In force, review overdue", in_force=True)
    if days == 0:
        return Validity(Tone.ASKS, "In force, review due today", in_force=True)
    plural = "" if days == 1 else "s"
    return Validity(Tone.ASKS, f"In force, review due in {days} day{plural}", in_force=True)


def _unratified(version: PolicyVersion) -> Validity:
    state = State(version.state)
    tones = {State.DRAFT: Tone.WAITING, State.WITHDRAWN: Tone.OVER}
    return Validity(tones.get(state, Tone.ASKS), str(state.label))


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
