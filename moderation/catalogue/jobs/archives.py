"""Taking in what an archive of an account holds, a stretch at a time.

Each portion is one transaction: its posts, their pictures and how far it has come. A worker that
ends leaves whole portions behind it, and the next goes on after them.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent import pictures
from consent.actions import photos
from moderation.catalogue import noting, wording
from moderation.catalogue.models import ArchiveImport, Tweet, TweetPicture
from moderation.catalogue.noting import Look, Seen
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.words import Words
from schoolsocial.x.archive.reading import Archive
from schoolsocial.x.archive.refusals import Reason, Refused
from schoolsocial.x.archive.tweets import ArchivedTweet

FOLDER = "archive"
AT_ONCE = 50
STRETCH = 20.0
"""Seconds, after which the worker is free for a post that is due."""
HELD = timedelta(minutes=5)
MOST_PICTURES = 4
GONE, GAVE_UP = "file-gone", "gave-up"
_OLD_ENOUGH = timedelta(days=1)

State = ArchiveImport.State


def carry_on(school_id: int, import_id: int) -> bool:
    """Read on where the last worker stopped; whether there is more to read.

    Does nothing while another worker is at it. May be called any number of times.
    """
    row = _claim(school_id, import_id)
    if row is None:
        return False
    try:
        with default_storage.open(row.file) as file:
            return _read(row, Archive(cast("BinaryIO", file)))
    except Refused as refused:
        end(row, State.REFUSED, timezone.now(), refused.reason)
    except FileNotFoundError:
        end(row, State.REFUSED, timezone.now(), GONE)
    return False


def unfinished() -> list[tuple[int, int]]:
    """(school, import) ids of what is still to be read, the oldest first."""
    with scope.platform():
        rows = ArchiveImport.objects.free(timezone.now()).order_by("at")[:100]
        return list(rows.values_list("school_id", "pk"))


def sweep(now: datetime) -> None:
    """Close what was begun too often, and delete files that no import names."""
    with scope.platform():
        hopeless = list(ArchiveImport.objects.given_up(now))
    for row in hopeless:
        end(row, State.REFUSED, now, GAVE_UP)
    with scope.platform():
        named = set(ArchiveImport.objects.open().values_list("file", flat=True))
    for name in _files():
        old = default_storage.get_modified_time(name) < now - _OLD_ENOUGH
        if old and name not in named:
            default_storage.delete(name)


def end(row: ArchiveImport, state: State, now: datetime, reason: str = "") -> None:
    """It is read, or not to be read; its file is gone either way."""
    name = row.file
    with scope.school(row.school_id):
        still = ArchiveImport.objects.open().filter(pk=row.pk)
        if not still.update(state=state, done_at=now, file="", reason=reason, held_until=None):
            return
        row.refresh_from_db()
        audit.record(
            school_id=row.school_id,
            by=None,
            verb="archive.read" if state == State.DONE else "archive.refused",
            subject=row,
            details={"posts": row.reached, "new": row.fresh, "reason": reason},
            at=now,
        )
    default_storage.delete(name)


def _claim(school_id: int, import_id: int) -> ArchiveImport | None:
    with scope.school(school_id):
        now = timezone.now()
        free = ArchiveImport.objects.free(now).select_for_update(skip_locked=True, of=("self",))
        row = free.select_related("account", "school", "by").filter(pk=import_id).first()
        if row is not None:
            row.state, row.held_until, row.tries = State.READING, now + HELD, row.tries + 1
            row.save(update_fields=["state", "held_until", "tries"])
    return row


def _read(row: ArchiveImport, archive: Archive) -> bool:
    ends = time.monotonic() + STRETCH
    tweets = islice(archive.tweets(), row.reached, None)
    while portion := list(islice(tweets, AT_ONCE)):
        with scope.school(row.school_id):
            _take_in(row, archive, portion)
        if time.monotonic() > ends:
            with scope.school(row.school_id):
                ArchiveImport.objects.filter(pk=row.pk).update(held_until=None)
            return True
    end(row, State.DONE, timezone.now())
    return False


def _take_in(row: ArchiveImport, archive: Archive, portion: Sequence[ArchivedTweet]) -> None:
    seen = [_seen(tweet) for tweet in portion]
    look = Look(Tweet.Source.ARCHIVE, row.made_at)
    fresh = noting.note(account=row.account, seen=seen, look=look)
    wording.compare_all(row.account, seen, replace(look, at=timezone.now()))
    _add_pictures(row, archive, {tweet.id: tweet for tweet in portion if tweet.pictures})
    row.reached += len(portion)
    row.fresh += len(fresh)
    row.tries, row.held_until = 0, timezone.now() + HELD
    row.save(update_fields=["reached", "fresh", "pictures", "unusable", "tries", "held_until"])


def _seen(tweet: ArchivedTweet) -> Seen:
    kind = Tweet.Kind.REPLY if tweet.is_reply else Tweet.Kind.POST
    kind = Tweet.Kind.REPOST if tweet.is_repost else kind
    return Seen(tweet.id, tweet.text, kind, min(len(tweet.pictures), MOST_PICTURES))


def _add_pictures(row: ArchiveImport, archive: Archive, pictured: dict[str, ArchivedTweet]) -> None:
    """Pictures of the account's own posts that are not held yet; those of the ledger are."""
    own = Tweet.objects.outside().filter(account=row.account, tweet_id__in=pictured)
    for tweet in own.exclude(kind=Tweet.Kind.REPOST):
        held = set(tweet.tweet_pictures.values_list("position", flat=True))
        names = pictured[tweet.tweet_id].pictures[:MOST_PICTURES]
        for position, name in enumerate(names, start=1):
            if position not in held:
                _add_picture(row, tweet, position, archive.picture(tweet.tweet_id, name))


def _add_picture(row: ArchiveImport, tweet: Tweet, position: int, content: bytes | None) -> None:
    """Through the pipeline of every picture, so that it is cleaned and its faces are found."""
    if content is None:
        row.unusable += 1
        return
    upload = SimpleUploadedFile(f"{position}", content)
    try:
        photo = photos.receive(school=row.school, by=row.by, upload=upload, now=timezone.now())
    except pictures.Refused:
        row.unusable += 1
        return
    TweetPicture.objects.create(
        school_id=row.school_id, tweet=tweet, photo=photo, position=position
    )
    row.pictures += 1


def _files() -> list[str]:
    if not default_storage.exists(FOLDER):
        return []
    return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]


SENTENCES: Mapping[str, Words] = {
    GONE: _("The file was gone before it was read. Upload it again."),
    GAVE_UP: _(
        "Reading it stopped several times before the end. What was read until then is kept."
    ),
    **{reason.value: reason.sentence for reason in Reason},
}
"""Each code of a refusal in a sentence for people."""
