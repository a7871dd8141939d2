"""Fetching the pictures of posts that nobody sent from here, one at a time.

A try is counted and the picture taken in hand before X is asked, so that a picture that ends its
worker does so five times at most. What came is written down in one transaction: photo, place and
state, or nothing of them. From there it goes the way of every picture: cleaned, its faces found,
its words read.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from consent import pictures
from consent.actions import photos
from moderation.catalogue.models import TweetMedia, TweetPicture
from moderation.drafts.jobs.clock import database_now
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import media
from schoolsocial.x.media import Fetched, Gone, NotFetched

A_SWEEP = 10
"""Pictures a minute: each is looked at for a second or more by workers that have posts to send."""
AGAIN = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)
"""After each try that brought nothing; after the last there is no other."""
STOPPED, UNUSABLE = "stopped", "unusable"

State = TweetMedia.State


@dataclass(frozen=True, slots=True)
class _Ended:
    """What came of a try that brought no picture; ``trouble`` is a code, ``final`` says that
    another would bring none either."""

    trouble: str
    final: bool
    gone: bool = False


def due() -> list[tuple[int, int]]:
    """(school, medium) ids of a few pictures to fetch now, of the newest posts first."""
    with scope.platform():
        rows = TweetMedia.objects.due(database_now())[:A_SWEEP]
        return list(rows.values_list("school_id", "pk"))


def fetch(school_id: int, media_id: int) -> None:
    """Fetch one picture, if it is time. May be called any number of times."""
    row = _claimed(school_id, media_id)
    if row is None:
        return
    came = _asked(row.address)
    with scope.school(school_id):
        _write_down(row, came, database_now())


def _claimed(school_id: int, media_id: int) -> TweetMedia | None:
    """The picture, in this worker's hands, its try counted; committed as the scope ends."""
    with scope.school(school_id):
        now = database_now()
        rows = TweetMedia.objects.due(now).select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(pk=media_id).first()
        if row is None:
            return None
        if row.tries >= TweetMedia.MOST_TRIES:  # the last worker ended in the midst of it
            _end(row, _Ended(row.trouble or STOPPED, final=True), now)
            return None
        row.tries, row.held_until = row.tries + 1, now + TweetMedia.HELD
        row.save(update_fields=["tries", "held_until"])
        return row


def _asked(address: str) -> Fetched | _Ended:
    try:
        came = media.fetch(address)
        looked_at = pictures.inspect(came.content)
    except Gone:
        return _Ended("gone", final=True, gone=True)
    except NotFetched as failed:
        return _Ended(failed.trouble, final=failed.trouble in media.FOR_GOOD)
    except pictures.Refused:
        return _Ended(UNUSABLE, final=False)
    if looked_at.kind.value != came.media_type:
        return _Ended("wrong-type", final=False)
    return came


def _write_down(claimed: TweetMedia, came: Fetched | _Ended, now: datetime) -> None:
    """Keep what came, unless another worker took the picture over meanwhile."""
    mine = TweetMedia.objects.waiting().filter(pk=claimed.pk, tries=claimed.tries)
    row = mine.select_related("tweet__school").select_for_update(of=("self",)).first()
    if row is None:
        return
    if isinstance(came, _Ended):
        _end(row, came, now)
        return
    if not row.tweet.tweet_pictures.filter(position=row.position).exists():
        _keep(row, came, now)
    row.state, row.address, row.trouble, row.held_until = State.HELD, "", "", None
    row.save(update_fields=["state", "address", "trouble", "held_until"])


def _keep(row: TweetMedia, came: Fetched, now: datetime) -> None:
    """Through the pipeline of every picture, so that it is cleaned and its faces are found."""
    upload = SimpleUploadedFile(f"{row.position}", came.content)
    photo = photos.receive(school=row.tweet.school, by=None, upload=upload, now=now)
    TweetPicture.objects.create(
        school_id=row.school_id, tweet=row.tweet, photo=photo, position=row.position
    )


def _end(row: TweetMedia, ended: _Ended, now: datetime) -> None:
    row.trouble, row.held_until = ended.trouble, None
    if ended.gone:
        row.state, row.address, row.trouble = State.GONE, "", ""
    elif ended.final or row.tries >= TweetMedia.MOST_TRIES:
        row.state = State.FAILED
    else:
        row.next_try_at = now + AGAIN[row.tries - 1]
    row.save(update_fields=["state", "address", "trouble", "held_until", "next_try_at"])
    if row.state != State.WAITING:
        audit.record(
            school_id=row.school_id,
            by=None,
            verb="tweet.picture_not_fetched",
            subject=row.tweet,
            details={"position": row.position, "why": row.trouble or "gone", "tries": row.tries},
            at=now,
        )
