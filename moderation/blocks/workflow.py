"""The life of a block on one screen: from which state, by which verb, to which state.

X lets hardly any school block by software: somebody decides, somebody blocks on X, and X's own list
tells whether it is so. The same table decides which buttons a page shows; a trigger holds it too.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.blocks.errors import Refusal


class State(TextChoices):
    TO_DO = "to-do", _("To be blocked on X")
    DONE = "done", _("Blocked by hand, not yet verified")
    VERIFIED = "verified", _("Blocked: X’s list shows it")
    SEEN = "seen", _("Blocked: somebody saw it, X was not asked")
    TO_UNDO = "to-undo", _("To be unblocked on X")
    UNDONE = "undone", _("Unblocked by hand, not yet verified")
    LIFTED = "lifted", _("No longer blocked")
    CALLED_OFF = "called-off", _("Called off before it was done")


class Verb(StrEnum):
    SAY_DONE = "say done"
    VERIFY = "verify"
    SEE = "see"
    MISS = "miss"
    OPEN_AGAIN = "open again"
    CALL_OFF = "call off"
    UNDO = "undo"
    KEEP = "keep"
    SAY_UNDONE = "say undone"
    STILL_THERE = "still there"
    CONFIRM_GONE = "confirm gone"
    SEE_GONE = "see gone"


S, V = State, Verb

TRANSITIONS: dict[tuple[State, Verb], State] = {
    (S.TO_DO, V.SAY_DONE): S.DONE,
    (S.TO_DO, V.VERIFY): S.VERIFIED,  # done without a word, and X's list shows it
    (S.TO_DO, V.CALL_OFF): S.CALLED_OFF,
    (S.DONE, V.VERIFY): S.VERIFIED,
    (S.DONE, V.SEE): S.SEEN,
    (S.SEEN, V.VERIFY): S.VERIFIED,
    # looked at again, when nobody has for long
    (S.SEEN, V.SEE): S.SEEN,
    (S.VERIFIED, V.SEE): S.SEEN,
    (S.DONE, V.MISS): S.TO_DO,
    (S.SEEN, V.MISS): S.TO_DO,
    (S.VERIFIED, V.MISS): S.TO_DO,
    (S.VERIFIED, V.VERIFY): S.VERIFIED,
    # not on X's list, or following again
    (S.DONE, V.OPEN_AGAIN): S.TO_DO,
    (S.SEEN, V.OPEN_AGAIN): S.TO_DO,
    (S.VERIFIED, V.OPEN_AGAIN): S.TO_DO,
    # an appeal was heard
    (S.DONE, V.UNDO): S.TO_UNDO,
    (S.SEEN, V.UNDO): S.TO_UNDO,
    (S.VERIFIED, V.UNDO): S.TO_UNDO,
    (S.TO_UNDO, V.SAY_UNDONE): S.UNDONE,
    (S.TO_UNDO, V.CONFIRM_GONE): S.LIFTED,
    (S.TO_UNDO, V.KEEP): S.DONE,  # decided anew: it stays blocked
    (S.UNDONE, V.CONFIRM_GONE): S.LIFTED,
    (S.UNDONE, V.SEE_GONE): S.LIFTED,
    (S.UNDONE, V.STILL_THERE): S.TO_UNDO,
    (S.UNDONE, V.KEEP): S.TO_DO,
}

OVER = frozenset({State.LIFTED, State.CALLED_OFF})
WAITS_FOR_A_PERSON = frozenset({State.TO_DO, State.TO_UNDO})
SAID_TO_STAND = frozenset({State.DONE, State.VERIFIED, State.SEEN})
KNOWN_TO_STAND = frozenset({State.VERIFIED, State.SEEN})
"""X's list or a person has shown it."""
WAITS_FOR_X = frozenset({State.DONE, State.UNDONE})
"""Somebody has said so, and X's list has not been asked since."""


class NotPossible(Refusal):
    """The block is in a state from which this cannot be done."""

    def __init__(self, state: str) -> None:
        super().__init__(
            gettext("This block now stands at “{state}”, so that can no longer be done.").format(
                state=State(state).label
            )
        )


def after(state: str, verb: Verb) -> State:
    """The state that the verb leads to. Raises ``NotPossible``."""
    try:
        return TRANSITIONS[State(state), verb]
    except KeyError:
        raise NotPossible(state) from None


def may(state: str, verb: Verb) -> bool:
    return (State(state), verb) in TRANSITIONS
