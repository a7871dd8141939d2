"""The life of a post on one screen: from which state, by which verb, to which state.

The same table decides which buttons a page shows; a trigger in the database holds it too.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.errors import Refusal


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    RETURNED = "returned", _("Returned with a comment")
    REJECTED = "rejected", _("Rejected")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    SENDING = "sending", _("Being sent")
    UNKNOWN = "unknown", _("Checking whether it went out")
    BY_HAND = "by_hand", _("To be posted by hand")
    IN_HAND = "in_hand", _("Being posted by hand")
    POSTED = "posted", _("Posted")
    HELD = "held", _("On hold: a person must decide")
    FAILED = "failed", _("Not sent: X refused it")
    EXPIRED = "expired", _("Not sent: its time had passed")
    CANCELLED = "cancelled", _("Cancelled")
    REMOVING = "removing", _("Being deleted from X")
    REMOVED = "removed", _("Deleted from X")


class Verb(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"
    REJECT = "reject"
    SCHEDULE = "schedule"
    RECALL = "recall"
    CLAIM = "claim"
    RECORD_POSTED = "record posted"
    LOSE_SIGHT = "lose sight"
    RETRY = "retry"
    RECORD_FAILURE = "record failure"
    EXPIRE = "expire"
    HOLD = "hold"
    MARK_POSTED = "mark as posted"
    SEND_AGAIN = "send again"
    CANCEL = "cancel"
    REMOVE = "remove"
    RECORD_REMOVED = "record removed"
    KEEP_LIVE = "keep live"
    HAND_OVER = "hand over"
    TAKE_IN_HAND = "take in hand"
    LET_GO = "let go"


S, V = State, Verb

TRANSITIONS: dict[tuple[State, Verb], State] = {
    (S.DRAFT, V.EDIT): S.DRAFT,
    (S.RETURNED, V.EDIT): S.RETURNED,
    (S.DRAFT, V.SUBMIT): S.SUBMITTED,
    (S.RETURNED, V.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, V.WITHDRAW): S.DRAFT,
    (S.SUBMITTED, V.APPROVE): S.APPROVED,
    (S.SUBMITTED, V.RETURN): S.RETURNED,
    (S.SUBMITTED, V.REJECT): S.REJECTED,
    # an approved post
    (S.APPROVED, V.SCHEDULE): S.SCHEDULED,
    (S.APPROVED, V.RECALL): S.DRAFT,
    (S.SCHEDULED, V.RECALL): S.DRAFT,  # editing takes the approval with it
    (S.SCHEDULED, V.RETURN): S.RETURNED,  # the seal no longer holds, or SLT thinks again
    (S.SCHEDULED, V.REOPEN): S.SUBMITTED,  # posting had been stopped, and goes on
    (S.APPROVED, V.RETURN): S.RETURNED,  # of a thread whose other posts do not go out
    (S.APPROVED, V.REOPEN): S.SUBMITTED,
    (S.APPROVED, V.CANCEL): S.CANCELLED,
    (S.SCHEDULED, V.CANCEL): S.CANCELLED,
    # going out
    (S.SCHEDULED, V.CLAIM): S.SENDING,
    (S.SCHEDULED, V.EXPIRE): S.EXPIRED,
    (S.SENDING, V.RECORD_POSTED): S.POSTED,
    (S.SENDING, V.LOSE_SIGHT): S.UNKNOWN,
    (S.SENDING, V.RETRY): S.SCHEDULED,
    (S.SENDING, V.RETURN): S.RETURNED,
    (S.SENDING, V.RECORD_FAILURE): S.FAILED,
    (S.SENDING, V.EXPIRE): S.EXPIRED,
    (S.UNKNOWN, V.RECORD_POSTED): S.POSTED,
    (S.UNKNOWN, V.HOLD): S.HELD,
    # by hand, where no API reaches the account
    (S.SCHEDULED, V.HAND_OVER): S.BY_HAND,
    (S.BY_HAND, V.TAKE_IN_HAND): S.IN_HAND,
    (S.BY_HAND, V.EXPIRE): S.EXPIRED,
    (S.BY_HAND, V.RECALL): S.DRAFT,
    (S.BY_HAND, V.RETURN): S.RETURNED,
    (S.BY_HAND, V.REOPEN): S.SUBMITTED,
    (S.BY_HAND, V.CANCEL): S.CANCELLED,
    (S.IN_HAND, V.RECORD_POSTED): S.POSTED,
    (S.IN_HAND, V.LET_GO): S.BY_HAND,
    (S.IN_HAND, V.HOLD): S.HELD,  # whoever had it never came back
    (S.HELD, V.LET_GO): S.BY_HAND,  # they came back, and had not posted it
    # a named person decides
    (S.HELD, V.MARK_POSTED): S.POSTED,
    (S.HELD, V.SEND_AGAIN): S.SCHEDULED,
    (S.HELD, V.CANCEL): S.CANCELLED,
    (S.FAILED, V.RECALL): S.DRAFT,
    (S.EXPIRED, V.RECALL): S.DRAFT,
    # what is live
    (S.POSTED, V.REMOVE): S.REMOVING,
    (S.REMOVING, V.RECORD_REMOVED): S.REMOVED,
    (S.REMOVING, V.KEEP_LIVE): S.POSTED,
}

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
QUEUED = frozenset({State.APPROVED, State.SCHEDULED, State.BY_HAND})
IN_FLIGHT = frozenset({State.SENDING, State.UNKNOWN, State.IN_HAND, State.HELD})
LIVE = frozenset({State.POSTED, State.REMOVING})
ON_X = frozenset({State.POSTED, State.REMOVING, State.REMOVED})  # these have a tweet id


class NotPossible(Refusal):
    """The post is in a state from which this cannot be done."""

    def __init__(self, state: str, verb: Verb) -> None:
        self.state, self.verb = State(state), verb
        super().__init__(
            gettext(
                "This post is now “{state}”, so that can no longer be done. The page "
                "shows where it stands."
            ).format(state=State(state).label)
        )


def after(state: str, verb: Verb) -> State:
    """The state that the verb leads to. Raises ``NotPossible``."""
    try:
        return TRANSITIONS[State(state), verb]
    except KeyError:
        raise NotPossible(state, verb) from None


def verbs_from(state: str) -> frozenset[Verb]:
    """What can be done with a post in this state."""
    return frozenset(verb for (before, verb) in TRANSITIONS if before == state)


class AttemptState(TextChoices):
    """One call that changes X."""

    PREPARED = "prepared", _("Prepared")
    IN_FLIGHT = "in_flight", _("On its way")
    ACCEPTED = "accepted", _("X said yes")
    REJECTED = "rejected", _("X said no")
    NOT_SENT = "not_sent", _("Did not leave")
    UNKNOWN = "unknown", _("No clear answer")
    FOUND = "found", _("Found on the timeline")
    ABSENT = "absent", _("Not on the timeline")
    AMBIGUOUS = "ambiguous", _("The timeline does not tell")


A = AttemptState
ATTEMPT_TRANSITIONS: frozenset[tuple[AttemptState, AttemptState]] = frozenset(
    {
        (A.PREPARED, A.IN_FLIGHT),
        (A.PREPARED, A.NOT_SENT),
        (A.IN_FLIGHT, A.ACCEPTED),
        (A.IN_FLIGHT, A.REJECTED),
        (A.IN_FLIGHT, A.NOT_SENT),
        (A.IN_FLIGHT, A.UNKNOWN),
        (A.UNKNOWN, A.FOUND),
        (A.UNKNOWN, A.ABSENT),
        (A.UNKNOWN, A.AMBIGUOUS),
    }
)
OPEN_ATTEMPT = frozenset({A.PREPARED, A.IN_FLIGHT, A.UNKNOWN})
