"""What follows from a decision in other rooms: a block is made, a pupil is noticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from moderation.blocks import deciding, judging
from moderation.blocks.actions import blocks
from moderation.blocks.errors import Refusal as BlockRefused
from moderation.blocks.models import Block
from moderation.contacts import noticing
from moderation.contacts.models import Contact
from moderation.drafts.errors import Refusal
from moderation.followers.models import Follower, FollowerCase, Sweep
from moderation.followers.workflow import Verdict
from moderation.incidents.errors import Refusal as IncidentRefused
from schoolsocial.accounts.models import Person

LONGEST_HANDLE = 20
"""As blocks and notices hold it; a longer one is no handle, and its number is enough."""


class NotTaken(Refusal):
    """The other room says no; in its words."""


def carry_out(case: FollowerCase, *, why: str, by: Person, now: datetime) -> None:
    """Hand a decided case over with the words of its reason, in the caller's transaction. Raises
    ``NotTaken``.
    """
    user_id, handle = _names(case)
    with _in_their_words():
        if case.verdict == Verdict.BLOCK:
            deciding.decide_block(
                account=case.account,
                user_id=user_id,
                handle=handle,
                reason=why,
                by=by,
                now=now,
            )
        elif case.verdict == Verdict.PUPIL:
            noticing.note_pupil(
                account=case.account, user_id=user_id, handle=handle, by=by, now=now
            )


def notice_of(case: FollowerCase) -> Contact | None:
    """The open notice that says that this follower may be a pupil."""
    user_id, handle = _names(case)
    rows = Contact.objects.open().filter(account=case.account_id)
    return rows.about(user_id=user_id, handle=handle).order_by("-pk").first()


def take_back(case: FollowerCase, *, why: str, by: Person, now: datetime) -> None:
    """Call the block off, or have it lifted where it is made. Raises ``NotTaken``."""
    user_id, handle = _names(case)
    rows = Block.objects.open().filter(account=case.account)
    block = rows.about(user_id=user_id, handle=handle).order_by("-user_id", "pk").first()
    if block is None:
        return
    with _in_their_words():
        blocks.take_back(block=block, why=why, by=by, now=now)


def tell_of_blocked_followers(sweep: Sweep, now: datetime) -> int:
    """X showed that somebody follows who is said to be blocked: the block is opened again. How
    many are, in the caller's transaction.

    A list at hand proves nothing of the day after it was made, so only a sweep of X counts.
    """
    if sweep.source != Sweep.Source.X:
        return 0
    blocked = Block.objects.open().filter(account=sweep.account_id).exclude(user_id="")
    numbers = [int(one) for one in blocked.values_list("user_id", flat=True)]
    present = Follower.objects.filter(account=sweep.account_id, gone_at=None)
    following = present.filter(x_user_id__in=numbers).values_list("x_user_id", flat=True)
    return judging.seen_following(
        account=sweep.account, user_ids=map(str, following), as_of=sweep.began_at, now=now
    )


def _names(case: FollowerCase) -> tuple[str, str]:
    number = case.follower.x_user_id
    handle = case.handle if len(case.handle) <= LONGEST_HANDLE else ""
    return (str(number) if number is not None else ""), handle


@contextmanager
def _in_their_words() -> Iterator[None]:
    try:
        yield
    except (BlockRefused, IncidentRefused) as refusal:
        raise NotTaken(str(refusal)) from refusal
