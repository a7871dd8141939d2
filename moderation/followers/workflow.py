"""What may be decided about a follower, and where a case stands after it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("To be decided")
    ASKED = "asked", _("Somebody is being asked")
    TO_SIGN = "to-sign", _("Waits for a second signature")
    DECIDED = "decided", _("Decided")
    LEFT = "left", _("No longer follows")


class Verdict(models.TextChoices):
    """What becomes of a follower. Source: St C and HX, followers are looked at case by case."""

    KEEP = "keep", _("Keep")
    FOCUSED = "focused", _("Keep: school-focused")
    ASK = "ask", _("Ask somebody first")
    BLOCK = "block", _("Block")
    PUPIL = "pupil", _("This is a pupil")


class Act(models.TextChoices):
    """A line in the record of a case."""

    DECIDED = "decided", _("Decided")
    SIGNED = "signed", _("Signed by a second leader")
    UNDONE = "undone", _("Taken back")
    APPEALED = "appealed", _("Somebody asked to look at it again")


UNDECIDED = (State.OPEN, State.ASKED, State.TO_SIGN)

_AFTER: dict[Verdict, State] = {
    Verdict.KEEP: State.DECIDED,
    Verdict.FOCUSED: State.DECIDED,
    Verdict.ASK: State.ASKED,
    Verdict.BLOCK: State.DECIDED,
    Verdict.PUPIL: State.DECIDED,
}
TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.TO_SIGN, Act.SIGNED): State.DECIDED,
    (State.TO_SIGN, Act.UNDONE): State.OPEN,
    (State.ASKED, Act.UNDONE): State.OPEN,
    (State.DECIDED, Act.UNDONE): State.OPEN,
    (State.DECIDED, Act.APPEALED): State.DECIDED,
    (State.LEFT, Act.APPEALED): State.LEFT,
}


class NotPossible(ValueError):
    """The case stands where this cannot be done."""


def decided(state: str, verdict: Verdict, *, two_to_block: bool) -> State:
    """Where a case stands after this decision. Raises ``NotPossible``."""
    if state not in {State.OPEN, State.ASKED}:
        raise NotPossible(state)
    if verdict == Verdict.BLOCK and two_to_block:
        return State.TO_SIGN
    return _AFTER[verdict]


def after(state: str, act: Act) -> State:
    """Where a case stands after this act. Raises ``NotPossible``."""
    following = TRANSITIONS.get((State(state), act))
    if following is None:
        raise NotPossible(state)
    return following


def may(state: str, act: Act) -> bool:
    """Whether the act is possible where the case stands."""
    return (State(state), act) in TRANSITIONS
