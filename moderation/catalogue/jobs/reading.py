"""Reading what is new on an account's own timeline, page by page.

A worker holds the account's watch for two minutes a page. Each page is written down in one
transaction with the key of the next, so that a worker that dies leaves whole pages behind it and
the next goes on after them. A read that did not come to its end moves nothing but that key.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from moderation.catalogue import asking, engaging, outside, wording
from moderation.catalogue.models import Tweet, Watch
from moderation.catalogue.noting import Look, Seen, note
from moderation.drafts.jobs.clock import database_now
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.matching import plain
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import Page, TimelinePost, first_id, posted_at

LEASE = timedelta(minutes=2)
OVERLAP = timedelta(hours=1)  # a timeline may tell a post later than a younger one
MOST_A_PAGE = 100
BEFORE = timedelta(days=7)  # of the first read: what the school may have posted just before


def begin() -> None:
    """A watch for every account that has none: from now on, what is posted by hand is found.

    Staff accounts belong to their owners, who answer for them: the school does not watch them.
    """
    with scope.platform():
        watched = Watch.objects.filter(account=OuterRef("pk"))
        unwatched = list(
            Account.objects.connected()
            .exclude(kind=Account.Kind.STAFF)
            .exclude(Exists(watched))
            .values_list("school_id", "pk")
        )
    for school_id, account_id in unwatched:
        with scope.school(school_id):
            now = database_now()
            Watch.objects.get_or_create(
                account_id=account_id,
                defaults={"school_id": school_id, "began_at": now, "next_read_at": now},
            )


def due() -> list[tuple[int, int]]:
    """(school, watch) ids of the timelines to read now."""
    with scope.platform():
        return list(Watch.objects.due(database_now()).values_list("school_id", "pk")[:100])


def read(school_id: int, watch_id: int) -> None:
    """Read what is new, if it is time. May be called any number of times."""
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


def _ask(watch: Watch) -> Page:
    with scope.school(watch.school_id):
        metrics = engaging.wanted(watch.school_id)
    with asking.reading(watch.account, posts=MOST_A_PAGE) as client:
        return client.own_page(
            watch.account.x_user_id,
            since_id=watch.reading_since,
            page_token=watch.next_token,
            metrics=metrics,
        )


def _claim(school_id: int, watch_id: int, holder: str) -> Watch | None:
    """The watch, held by this worker alone for the next page; None where there is nothing to do."""
    with scope.school(school_id):
        now = database_now()
        rows = Watch.objects.select_for_update(skip_locked=True, of=("self",))
        watch = rows.select_related("account", "school").filter(pk=watch_id).first()
        if watch is None:
            return None
        mine = watch.holder == holder and watch.reading_began_at is not None
        if not mine and not Watch.objects.due(now).filter(pk=watch_id).exists():
            return None
        if watch.reading_began_at is None:
            watch.reading_began_at, watch.reading_since = now, _since(watch)
        watch.holder, watch.held_until = holder, now + LEASE
        watch.save()
    return watch


def _since(watch: Watch) -> str:
    """After which id to read: empty for all that X tells, where somebody asked for that."""
    if watch.whole_asked_at is not None:
        return ""
    if not watch.newest_id:
        return first_id(watch.began_at - BEFORE)
    return first_id(posted_at(watch.newest_id) - OVERLAP)


def _write_down(watch: Watch, page: Page) -> bool:
    """Keep the page; whether another follows and this worker still holds the watch."""
    with scope.school(watch.school_id):
        now = database_now()
        held = Watch.objects.select_for_update(of=("self",)).filter(holder=watch.holder)
        row = held.select_related("account", "school").filter(pk=watch.pk).first()
        if row is None:
            return False
        seen, look = [_seen(post) for post in page.posts], Look(Tweet.Source.TIMELINE, now)
        new = note(account=row.account, seen=seen, look=look)
        engaging.note(row.account, {one.id: one.metrics for one in page.posts if one.metrics}, now)
        row.highest = max(row.highest, *(post.id for post in page.posts), "0", key=int_or_zero)
        row.next_token = page.next_token
        if not page.next_token:
            _finish(row, now)
        row.save()
        outside.settle(row, now)
        wording.compare_all(row.account, seen, look)
        if new:
            _record(row, len(new), now)
    return bool(page.next_token)


def int_or_zero(tweet_id: str) -> int:
    """Ids in the order of their numbers; they may differ in length."""
    return int(tweet_id or 0)


def _finish(watch: Watch, now: datetime) -> None:
    watch.newest_id = max(watch.newest_id, watch.highest, key=int_or_zero)
    watch.read_at = now
    watch.next_read_at = now + timedelta(minutes=settings.X_READ_MINUTES)
    if not watch.reading_since:
        watch.whole_read_at, watch.whole_asked_at = now, None
    _let_go(watch, "")
    watch.reading_began_at, watch.reading_since, watch.highest = None, "", ""


def _stop(watch: Watch, error: errors.XError) -> None:
    """The page did not come. What was written down stays, and the next try goes on after it."""
    with scope.school(watch.school_id):
        now = database_now()
        held = Watch.objects.select_for_update(of=("self",)).filter(holder=watch.holder)
        row = held.filter(pk=watch.pk).first()
        if row is not None:
            if isinstance(error, errors.Rejected):
                row.next_token = ""  # X may have forgotten its key: from this read's beginning
            row.next_read_at = asking.again_after(error, watch.account, now)
            _let_go(row, asking.code_of(error))
            row.save()
    asking.renew(error, watch.account)


def _let_go(watch: Watch, trouble: str) -> None:
    watch.holder, watch.held_until, watch.trouble = "", None, trouble


def _seen(post: TimelinePost) -> Seen:
    text = plain(post.text, post.links)
    return Seen(
        tweet_id=post.id,
        text=text,
        kind=_kind(text),
        pictures_on_x=len(post.media_keys),
        media=post.media,
    )


def _kind(text: str) -> Tweet.Kind:
    """By its words, as X's newest description no longer tells what a post refers to."""
    if text.startswith("RT @"):
        return Tweet.Kind.REPOST
    return Tweet.Kind.REPLY if text.startswith("@") else Tweet.Kind.POST


def _record(watch: Watch, new: int, now: datetime) -> None:
    audit.record(
        school_id=watch.school_id,
        by=None,
        verb="timeline.read",
        subject=watch.account,
        details={"new": new},
        at=now,
    )
