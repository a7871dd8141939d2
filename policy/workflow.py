"""The life of a policy version on one screen: from which state, by which verb, to which state.

The same table decides which buttons a page shows; a trigger in the database holds it too. That a
ratified version is in force, due for review or superseded follows from dates alone.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Before the governors")
    RECORDED = "recorded", _("Ratified, waiting for a governor to confirm")
    RATIFIED = "ratified", _("Ratified")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verb(StrEnum):
    PROPOSE = "propose"
    TAKE_BACK = "take back"
    RECORD = "record"  # what the minutes say: date and reference
    CONFIRM = "confirm"  # by a governor, never by who recorded it
    DISPUTE = "dispute"  # a governor says the record is wrong
    WITHDRAW = "withdraw"
    ADOPT = "adopt"  # a first version, ratified on paper before the school joined


WORKING = frozenset({State.DRAFT, State.PROPOSED, State.RECORDED})
"""At most one version of a school is in one of these."""

TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.DRAFT, Verb.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Verb.TAKE_BACK): State.DRAFT,
    (State.PROPOSED, Verb.RECORD): State.RECORDED,
    (State.RECORDED, Verb.CONFIRM): State.RATIFIED,
    (State.RECORDED, Verb.DISPUTE): State.PROPOSED,
    (State.DRAFT, Verb.WITHDRAW): State.WITHDRAWN,
    (State.PROPOSED, Verb.WITHDRAW): State.WITHDRAWN,
    (State.DRAFT, Verb.ADOPT): State.RATIFIED,
}


class NotPossible(Exception):
    """The version is no longer where this step could be taken."""

    def __init__(self, state: State) -> None:
        super().__init__(
            gettext("This version is now: {state}. Open it again to see what is next.").format(
                state=state.label
            )
        )


def after(state: str, verb: Verb) -> State:
    """The state that follows. Raises ``NotPossible``."""
    following = TRANSITIONS.get((State(state), verb))
    if following is None:
        raise NotPossible(State(state))
    return following


def verbs(state: str) -> frozenset[Verb]:
    """What can be done with a version in that state."""
    return frozenset(verb for at, verb in TRANSITIONS if at == state)
