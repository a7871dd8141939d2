"""The states of an entry of the register and of a request to follow, and what leads from one to
the next. The same tables decide which buttons a page shows.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How an account stands in the register of those that a school's account follows."""

    WISHED = "wished", _("Wished for")
    REFUSED = "refused", _("Not to be followed")
    TO_FOLLOW = "to_follow", _("To be followed by hand")
    FOLLOWED = "followed", _("Followed")
    FOUND = "found", _("Followed on X, not in the register")
    MISSING = "missing", _("In the register, not followed on X")
    TO_UNFOLLOW = "to_unfollow", _("To be unfollowed by hand")
    UNFOLLOWED = "unfollowed", _("Not followed any more")
    SAME = "same", _("The same account as another entry")


class RequestState(TextChoices):
    """How a request to follow a protected account stands."""

    WAITING = "waiting", _("To be decided")
    TO_ACCEPT = "to_accept", _("To be accepted by hand")
    TO_REFUSE = "to_refuse", _("To be refused by hand")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    VANISHED = "vanished", _("No longer asked for")


class Verb(StrEnum):
    """What happens to an entry or a request. ``SEE``, ``MISS`` and ``FIND`` are the software's."""

    WISH = "wish"
    AGREE = "agree"
    REFUSE = "refuse"
    DONE = "done"
    KEEP = "keep"
    ADOPT = "adopt"
    UNFOLLOW = "unfollow"
    STRIKE = "strike"
    SAME = "same"
    SEE = "see"
    MISS = "miss"
    FIND = "find"
    REPORT = "report"
    ACCEPT = "accept"
    VANISH = "vanish"
    UNDO = "undo"


TRANSITIONS: Mapping[tuple[State, Verb], State] = {
    (State.WISHED, Verb.AGREE): State.TO_FOLLOW,
    (State.WISHED, Verb.REFUSE): State.REFUSED,
    (State.WISHED, Verb.FIND): State.FOUND,
    (State.REFUSED, Verb.WISH): State.WISHED,
    (State.REFUSED, Verb.FIND): State.FOUND,
    (State.TO_FOLLOW, Verb.DONE): State.FOLLOWED,
    (State.TO_FOLLOW, Verb.REFUSE): State.REFUSED,
    (State.TO_FOLLOW, Verb.SEE): State.FOLLOWED,
    (State.FOLLOWED, Verb.KEEP): State.FOLLOWED,
    (State.FOLLOWED, Verb.UNFOLLOW): State.TO_UNFOLLOW,
    (State.FOLLOWED, Verb.MISS): State.MISSING,
    (State.FOUND, Verb.ADOPT): State.FOLLOWED,
    (State.FOUND, Verb.UNFOLLOW): State.TO_UNFOLLOW,
    (State.FOUND, Verb.MISS): State.UNFOLLOWED,
    (State.FOUND, Verb.SAME): State.SAME,
    (State.MISSING, Verb.AGREE): State.TO_FOLLOW,
    (State.MISSING, Verb.STRIKE): State.UNFOLLOWED,
    (State.MISSING, Verb.SEE): State.FOLLOWED,
    (State.TO_UNFOLLOW, Verb.DONE): State.UNFOLLOWED,
    (State.TO_UNFOLLOW, Verb.MISS): State.UNFOLLOWED,
    (State.UNFOLLOWED, Verb.WISH): State.WISHED,
    (State.UNFOLLOWED, Verb.FIND): State.FOUND,
}

REQUEST_TRANSITIONS: Mapping[tuple[RequestState, Verb], RequestState] = {
    (RequestState.WAITING, Verb.ACCEPT): RequestState.TO_ACCEPT,
    (RequestState.WAITING, Verb.REFUSE): RequestState.TO_REFUSE,
    (RequestState.WAITING, Verb.VANISH): RequestState.VANISHED,
    (RequestState.TO_ACCEPT, Verb.DONE): RequestState.ACCEPTED,
    (RequestState.TO_ACCEPT, Verb.VANISH): RequestState.VANISHED,
    (RequestState.TO_REFUSE, Verb.DONE): RequestState.REFUSED,
    (RequestState.TO_REFUSE, Verb.VANISH): RequestState.VANISHED,
}

DECIDED: Mapping[State, tuple[Verb, ...]] = {
    State.WISHED: (Verb.AGREE, Verb.REFUSE),
    State.TO_FOLLOW: (Verb.REFUSE,),
    State.FOLLOWED: (Verb.KEEP, Verb.UNFOLLOW),
    State.FOUND: (Verb.ADOPT, Verb.UNFOLLOW),
    State.MISSING: (Verb.AGREE, Verb.STRIKE),
}
"""What a leader may decide in each state, for a reason."""

REQUEST_DECIDED: Mapping[RequestState, tuple[Verb, ...]] = {
    RequestState.WAITING: (Verb.ACCEPT, Verb.REFUSE, Verb.VANISH),
    RequestState.TO_ACCEPT: (Verb.VANISH,),
    RequestState.TO_REFUSE: (Verb.VANISH,),
}

BEGINS_YEAR = frozenset({Verb.AGREE, Verb.ADOPT, Verb.KEEP})
"""Decisions that name the day on which the entry is looked at again."""

BY_HAND = (State.TO_FOLLOW, State.TO_UNFOLLOW)
TO_DECIDE = (State.WISHED, State.FOUND, State.MISSING)
OVER = (State.REFUSED, State.UNFOLLOWED, State.SAME)
REQUEST_OPEN = (RequestState.WAITING, RequestState.TO_ACCEPT, RequestState.TO_REFUSE)
