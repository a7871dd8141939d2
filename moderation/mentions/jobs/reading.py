"""Reading what others write to the school's accounts, page by page.

A worker holds the account's watch for two minutes a page. Each page is written down in one
transaction with the key of the next, so that a worker that dies leaves whole pages behind it and
the next goes on after them. The highest number known moves only when a read came to its end, and
the next read begins an hour before it. What is known already is not written twice.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from moderation.catalogue import asking as answers
from moderation.drafts.jobs.clock import database_now
from moderation.mentions import words
from moderation.mentions.asking import asking
from moderation.mentions.models import Mention, MentionWatch
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.conversations import MENTIONS_A_PAGE, MOST_MENTIONS, MentionPage, MentionSeen
from schoolsocial.x.matching import plain
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import first_id, posted_at

LEASE = timedelta(minutes=2)
OVERLAP = timedelta(hours=1)  # X may tell a mention later than a younger one
BEFORE = timedelta(days=7)  # of the first read


def begin() -> None:
    """A watch for every account that has none. What is written to colleagues' own is theirs."""
    with scope.platform():
        watched = MentionWatch.objects.filter(account=OuterRef("pk"))
        rows = Account.objects.connected().exclude(kind=Account.Kind.STAFF)
        unwatched = list(rows.exclude(Exists(watched)).values_list("school_id", "pk"))
    for school_id, account_id in unwatched:
        with scope.school(school_id):
            now = database_now()
            MentionWatch.objects.get_or_create(
                account_id=account_id,
                defaults={"school_id": school_id, "began_at": now, "next_read_at": now},
            )


def due() -> list[tuple[int, int]]:
    """(school, watch) ids of the accounts whose mentions are to be read now."""
    with scope.platform():
        rows = MentionWatch.objects.due(database_now())
        return list(rows.values_list("school_id", "pk")[:100])


def read(school_id: int, watch_id: int) -> None:
    """Read what is new, if it is time. May be called any number of times. Raises ``words.Shut``."""
    holder = secrets.token_hex(16)
    while True:
        watch = _claim(school_id, watch_id, holder)
        if watch is None:
            return
        try:
            page = _ask(watch)
        except errors.XError as error:
            _stop(watch, error)
            return
        if not _write_down(watch, page):
            return


def _ask(watch: MentionWatch) -> MentionPage:
    account = watch.account
    with asking(account, call="read_mention", number=MENTIONS_A_PAGE) as client:
        return client.mentions_page(
            account.x_user_id, since_id=watch.reading_since, page_token=watch.next_token
        )


def _claim(school_id: int, watch_id: int, holder: str) -> MentionWatch | None:
    """The watch, held by this worker alone for the next page; None where there is nothing to do."""
    with scope.school(school_id):
        now = database_now()
        rows = MentionWatch.objects.select_for_update(skip_locked=True, of=("self",))
        watch = rows.select_related("account", "school").filter(pk=watch_id).first()
        if watch is None:
            return None
        mine = watch.holder == holder and watch.reading_began_at is not None
        if not mine and not MentionWatch.objects.due(now).filter(pk=watch_id).exists():
            return None
        if watch.reading_began_at is None:
            watch.reading_began_at, watch.reading_since, watch.told = now, _since(watch), 0
        watch.holder, watch.held_until = holder, now + LEASE
        watch.save()
    return watch


def _since(watch: MentionWatch) -> str:
    """After which id to read."""
    if not watch.newest_id:
        return first_id(watch.began_at - BEFORE)
    return first_id(posted_at(watch.newest_id) - OVERLAP)


def _write_down(watch: MentionWatch, page: MentionPage) -> bool:
    """Keep the page; whether another follows and this worker still holds the watch."""
    with scope.school(watch.school_id):
        now = database_now()
        held = MentionWatch.objects.select_for_update(of=("self",)).filter(holder=watch.holder)
        row = held.select_related("account", "school").filter(pk=watch.pk).first()
        if row is None:
            return False
        _keep(row.account, page.mentions, now)
        row.highest = max(row.highest, *(one.id for one in page.mentions), "0", key=_number)
        row.next_token, row.told = page.next_token, row.told + len(page.mentions)
        if not page.next_token:
            _finish(row, now)
        row.save()
    return bool(page.next_token)


def _keep(account: Account, seen: Sequence[MentionSeen], now: datetime) -> None:
    """Write down those that are not known. The school's own accounts among themselves are none."""
    ours = set(account.school.accounts.values_list("x_user_id", flat=True))
    Mention.objects.bulk_create(
        [_mention(account, one, now) for one in seen if one.author_id not in ours],
        ignore_conflicts=True,
    )


def _mention(account: Account, seen: MentionSeen, now: datetime) -> Mention:
    said = plain(seen.text, seen.links)
    return Mention(
        school_id=account.school_id,
        account=account,
        tweet_id=seen.id,
        conversation_id=seen.conversation_id,
        author_id=seen.author_id,
        handle=seen.handle,
        words=words.seal(said, school_id=account.school_id, tweet_id=seen.id),
        pictures=seen.pictures,
        posted_at=seen.posted_at,
        seen_at=now,
        checked_at=now,
    )


def _number(tweet_id: str) -> int:
    return int(tweet_id or 0)


def _finish(watch: MentionWatch, now: datetime) -> None:
    watch.newest_id = max(watch.newest_id, watch.highest, key=_number)
    watch.cut_at = now if watch.told >= MOST_MENTIONS else watch.cut_at
    watch.read_at = now
    watch.next_read_at = now + timedelta(minutes=settings.X_MENTION_MINUTES)
    _let_go(watch, "")
    watch.reading_began_at, watch.reading_since, watch.highest = None, "", ""


def _stop(watch: MentionWatch, error: errors.XError) -> None:
    """The page did not come. What was written down stays, and the next try goes on after it."""
    with scope.school(watch.school_id):
        now = database_now()
        held = MentionWatch.objects.select_for_update(of=("self",)).filter(holder=watch.holder)
        row = held.filter(pk=watch.pk).first()
        if row is not None:
            if isinstance(error, errors.Rejected):
                row.next_token = ""  # X may have forgotten its key: from this read's beginning
            row.next_read_at = answers.again_after(error, watch.account, now)
            _let_go(row, answers.code_of(error))
            row.save()
    answers.renew(error, watch.account)


def _let_go(watch: MentionWatch, trouble: str) -> None:
    watch.holder, watch.held_until, watch.trouble = "", None, trouble
