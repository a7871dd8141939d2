"""What a list of blocked accounts tells of our blocks, inside the caller's transaction.

Whoever stands on a page of it is blocked. That somebody is *not* blocked, only a list read to its
end can tell, and only of what was said before it was begun.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext

from moderation.blocks import record, telling, times
from moderation.blocks.models import Block, BlockAttempt, BlockEntry, BlockReading, BlockSighting
from moderation.blocks.workflow import SAID_TO_STAND, State, Verb
from schoolsocial.accounts.models import Person
from schoolsocial.x.models import Account

Listed = Mapping[str, str]
"""X's number of each account on a page to its name without the @, empty where it is not told."""

Kind = BlockEntry.Kind


def sight(reading: BlockReading, listed: Listed, *, as_of: datetime, now: datetime) -> None:
    """Take in a page that was true at ``as_of``."""
    for block in _open(reading.account):
        user_id = _found(block, listed)
        if user_id is None:
            continue
        BlockSighting.objects.get_or_create(
            school_id=reading.school_id, reading=reading, block=block
        )
        _know(block, user_id, listed[user_id], now)
        if block.last_told() < as_of:
            _is_listed(block, reading, as_of, now)


def conclude(reading: BlockReading, now: datetime) -> None:
    """The list was read to its end: open again what is not on it, end what was to be lifted."""
    seen = set(reading.sightings.values_list("block_id", flat=True))
    _settle_attempts(reading, seen, now)
    for block in _open(reading.account):
        names_only = reading.source == BlockReading.Source.ARCHIVE and not block.user_id
        if block.pk in seen or names_only or block.last_told() >= reading.began_at:
            continue
        if block.state in SAID_TO_STAND:
            open_again(block, Kind.NOT_LISTED, now)
        elif block.state in {State.TO_UNDO, State.UNDONE}:
            block.told_by, block.seen_at = reading.source, reading.began_at
            record.step(block, Verb.CONFIRM_GONE, now)
            record.add(block, Kind.GONE, by=None, now=now)


def seen_following(
    *, account: Account, user_ids: Iterable[str], as_of: datetime, now: datetime
) -> int:
    """These follow ``account`` at ``as_of``: nobody who is blocked does. How many are opened again.

    Inside the caller's transaction; for whoever reads followers.
    """
    following = _open(account, user_id__in=[one for one in user_ids if one])
    back = [one for one in following if one.state in SAID_TO_STAND and one.last_told() < as_of]
    for block in back:
        open_again(block, Kind.FOLLOWING, now)
    return len(back)


def open_again(
    block: Block, kind: BlockEntry.Kind, now: datetime, *, by: Person | None = None
) -> None:
    """It does not stand any more, as X or ``by`` says: somebody is told to do it again."""
    block.due_at = times.due_after(block.school, now)
    block.done_by, block.done_at = None, None
    record.step(block, Verb.MISS if by else Verb.OPEN_AGAIN, now)
    record.add(block, kind, by=by, now=now)
    telling.whoever_does_it(block, telling.AGAIN, now, but=by.pk if by else None)


def _open(account: Account, **wanted: object) -> list[Block]:
    rows = Block.objects.open().filter(account=account, **wanted)
    rows = rows.select_related("account", "school").select_for_update(of=("self",))
    return list(rows.order_by("pk"))


def _found(block: Block, listed: Listed) -> str | None:
    """X's number under which the block stands on the page."""
    if block.user_id:
        return block.user_id if block.user_id in listed else None
    wanted = block.handle.lower()
    return next((number for number, name in listed.items() if name.lower() == wanted), None)


def _know(block: Block, user_id: str, handle: str, now: datetime) -> None:
    """Keep the number where only the name was known, and a new name of the same number."""
    if not block.user_id:
        twin = Block.objects.open().filter(account_id=block.account_id, user_id=user_id)
        block.user_id = "" if twin.exists() else user_id
    if handle and block.handle and handle.lower() != block.handle.lower():
        words = gettext("@{old_handle} is now @{new_handle}.").format(
            old_handle=block.handle, new_handle=handle
        )
        record.add(block, Kind.RENAMED, by=None, now=now, words=words)
    block.handle = handle or block.handle
    block.save(update_fields=["user_id", "handle"])


def _is_listed(block: Block, reading: BlockReading, as_of: datetime, now: datetime) -> None:
    if block.state == State.UNDONE:
        block.due_at = times.due_after(block.school, now)
        record.step(block, Verb.STILL_THERE, now)
        record.add(block, Kind.STILL_THERE, by=None, now=now)
        telling.whoever_does_it(block, telling.AGAIN, now)
    elif block.state != State.TO_UNDO:
        is_news = block.state != State.VERIFIED
        block.told_by, block.seen_at = reading.source, as_of
        record.step(block, Verb.VERIFY, now)
        if is_news:
            record.add(block, Kind.VERIFIED, by=None, now=now)


def _settle_attempts(reading: BlockReading, seen: set[int], now: datetime) -> None:
    """Calls to X whose answer was lost before this list was begun: it shows what they did."""
    unclear = BlockAttempt.objects.unclear().filter(
        block__account=reading.account, started_at__lt=reading.began_at
    )
    for attempt in unclear.select_related("block").select_for_update(of=("self",)):
        was_done = (attempt.block_id in seen) == (attempt.kind == BlockAttempt.Kind.BLOCK)
        attempt.state = BlockAttempt.State.FOUND if was_done else BlockAttempt.State.ABSENT
        attempt.finished_at = now
        attempt.save(update_fields=["state", "finished_at"])
