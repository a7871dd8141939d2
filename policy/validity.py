"""Whether a ratified version counts: in force, due for review, superseded. Dates alone decide."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

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
        from_then = gettext("In force from {day}").format(day=_day(version.in_force_from))
        return Validity(Tone.WAITING, from_then)
    if counting is None or version.pk != counting.pk:
        return Validity(Tone.OVER, gettext("Superseded"))
    return _in_force(version, today)


def _in_force(version: PolicyVersion, today: date) -> Validity:
    days = (version.review_on - today).days if version.review_on else DUE_DAYS + 1
    if days > DUE_DAYS:
        return Validity(Tone.GOOD, gettext("In force"), in_force=True)
    if days < 0:
        return Validity(Tone.ASKS, gettext("In force, review overdue"), in_force=True)
    if days == 0:
        return Validity(Tone.ASKS, gettext("In force, review due today"), in_force=True)
    due = ngettext(
        "In force, review due in {days} day", "In force, review due in {days} days", days
    )
    return Validity(Tone.ASKS, due.format(days=days), in_force=True)


def _unratified(version: PolicyVersion) -> Validity:
    state = State(version.state)
    tones = {State.DRAFT: Tone.WAITING, State.WITHDRAWN: Tone.OVER}
    return Validity(tones.get(state, Tone.ASKS), str(state.label))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
