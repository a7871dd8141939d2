"""What a reviewer is told of a draft's picture that was shown before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext

from consent.academic_year import day_of
from consent.models import Photo
from moderation.drafts.actions.library import KEEPABLE
from moderation.drafts.models import LibraryPicture, Post, PostPhoto
from moderation.drafts.presenters.library import spoken
from moderation.drafts.queries import library as queries
from moderation.drafts.reuse import terms_of
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Note:
    """``origin`` says that it is from the library and when it was used last, empty where it is not;
    ``warnings`` what to think of before approving it."""

    origin: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToKeep:
    """A picture of a post that can be kept for reuse, or is; ``kept`` is its entry."""

    placed: PostPhoto
    kept: LibraryPicture | None


def to_keep(post: Post, membership: Membership) -> tuple[ToKeep, ...]:
    """The pictures of an approved post for whoever may keep them; none for others."""
    if Permission.APPROVE_POSTS not in membership.permissions or post.state not in KEEPABLE:
        return ()
    if post.adopted_at is not None:
        return ()
    rows = post.post_photos.filter(photo__state=Photo.State.READY).order_by("position")
    placed = list(rows)
    entries = queries.entries_of([row.photo_id for row in placed])
    return tuple(ToKeep(row, _shelved(entries.get(row.photo_id))) for row in placed)


def _shelved(entry: LibraryPicture | None) -> LibraryPicture | None:
    return entry if entry and entry.retired_at is None and entry.gone_at is None else None


def notes(post: Post, rows: Sequence[PostPhoto], now: datetime) -> dict[int, Note]:
    """By the id of the picture's place in the post; no key where there is nothing to say."""
    if not rows:
        return {}
    entries = queries.entries_of([row.photo_id for row in rows])
    uses = queries.uses_of(list(entries))
    repeated = _repeated(post, rows, now)
    found = {}
    for row in rows:
        entry = entries.get(row.photo_id)
        if entry is not None and entry.post_id == post.pk:
            entry = None  # it was kept from this very post
        before = [use for use in uses.get(row.photo_id, []) if use.post_id != post.pk]
        origin = _origin(entry, before) if entry else ""
        warnings = (*_ended(entry, now), *repeated.get(row.photo.sha256, ()))
        if origin or warnings:
            found[row.pk] = Note(origin, warnings)
    return found


def _origin(entry: LibraryPicture, before: list[PostPhoto]) -> str:
    latest = max((use.post.posted_at for use in before if use.post.posted_at), default=None)
    used = (
        gettext("last used on {day}").format(day=spoken(day_of(latest)))
        if latest
        else gettext("not posted so far")
    )
    if not entry.title:
        return gettext("From the library, {used}.").format(used=used)
    return gettext("From the library (“{title}”), {used}.").format(title=entry.title, used=used)


def _ended(entry: LibraryPicture | None, now: datetime) -> tuple[str, ...]:
    if entry is None:
        return ()
    if entry.retired_at is not None:
        return (gettext("It was taken out of the library since."),)
    if entry.use_by < day_of(now):
        return (gettext("Its use-by date passed on {day}.").format(day=spoken(entry.use_by)),)
    return ()


def _repeated(post: Post, rows: Sequence[PostPhoto], now: datetime) -> dict[str, tuple[str, ...]]:
    """The latest other post with the same picture, by the fingerprint of its bytes."""
    days = terms_of(post.school).repeat_days
    shas = {row.photo.sha256 for row in rows if row.photo.sha256}
    found = dict[str, tuple[str, ...]]()
    for other in queries.lately(post, shas, now - timedelta(days=days)):
        found.setdefault(other.photo.sha256, (_same(other.post, now),))
    return found


def _same(other: Post, now: datetime) -> str:
    if other.posted_at is None or other.state not in {State.POSTED, State.REMOVING}:
        return gettext(
            "The same picture is in another post that is to go out on @{handle}."
        ).format(handle=other.account.handle)
    days = (day_of(now) - day_of(other.posted_at)).days
    if days == 0:
        said = gettext("The same picture was posted on @{handle} today.")
    elif days == 1:
        said = gettext("The same picture was posted on @{handle} yesterday.")
    else:
        said = ngettext(
            "The same picture was posted on @{handle} {days} day ago.",
            "The same picture was posted on @{handle} {days} days ago.",
            days,
        )
    return said.format(handle=other.account.handle, days=days)
