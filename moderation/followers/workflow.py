"""What may be decided about a follower, and where a case stands after it."""

from django.db import models


class State(models.TextChoices):
    OPEN = "open", "To be decided"
    ASKED = "asked", "Somebody is being asked"
    TO_SIGN = "to-sign", "Waits for a second signature"
    DECIDED = "decided", "Decided"
    LEFT = "left", "No longer follows"


class Verdict(models.TextChoices):
    """What becomes of a follower. Source: St C and HX, followers are looked at case by case."""

    KEEP = "keep", "Keep"
    FOCUSED = "focused", "Keep: school-focused"
    ASK = "ask", "Ask somebody first"
    BLOCK = "block", "Block"
    PUPIL = "pupil", "This is a pupil"


class Act(models.TextChoices):
    """A line in the record of a case."""

    DECIDED = "decided", "Decided"
    SIGNED = "signed", "Signed by a second leader"
    UNDONE = "undone", "Taken back"
    APPEALED = "appealed", "Somebody asked to look at it again"


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
