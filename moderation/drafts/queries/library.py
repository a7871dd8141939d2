"""The library's pictures, where each was used, and the same picture in other posts."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet

from moderation.drafts.models import LibraryPicture, Post, PostPhoto
from moderation.drafts.models.library import LibraryPictureQuerySet
from moderation.drafts.models.posts import PLANNED
from moderation.drafts.queries.pages import Page, page
from moderation.drafts.workflow import LIVE, ON_X
from schoolsocial.accounts.models import School

SHOWN = frozenset({*ON_X, *PLANNED})
"""The posts that count as uses: drafts are their author's own affair."""


def library_page(pictures: LibraryPictureQuerySet, cursor: str) -> Page[LibraryPicture]:
    """One page, the latest kept first, with photos and posts."""
    rows = pictures.select_related("photo", "post", "kept_by")
    return page(rows, by="kept_at", cursor=cursor, newest_first=True)


def is_kept(photo_id: int) -> bool:
    """Whether that photo is, or ever was, in the library: then several posts may have it."""
    return LibraryPicture.objects.filter(photo_id=photo_id).exists()


def entries_of(photos: Collection[int]) -> dict[int, LibraryPicture]:
    """The latest entry of each of these photos, by the photo's id."""
    rows = LibraryPicture.objects.filter(photo_id__in=photos).select_related("photo", "post")
    return {one.photo_id: one for one in rows.order_by("pk")}


def uses_of(photos: Collection[int]) -> dict[int, list[PostPhoto]]:
    """Where each of these photos stands or stood on X, or is to, the latest first."""
    rows = PostPhoto.objects.filter(photo_id__in=photos, post__state__in=SHOWN)
    found = defaultdict[int, list[PostPhoto]](list)
    for row in rows.select_related("post__account", "post__author").order_by("-post_id"):
        found[row.photo_id].append(row)
    return dict(found)


def endings(school: School, day: date, days: int) -> list[tuple[date, int]]:
    """On which day from that one on how many pictures end, within so many days."""
    rows = school.library.ending(day, day + timedelta(days=days))
    counted = rows.values_list("use_by").annotate(total=Count("pk")).order_by("use_by")
    return [(use_by, total) for use_by, total in counted]


def lately(post: Post, shas: Collection[str], since: datetime) -> QuerySet[PostPhoto]:
    """The same bytes in other posts that went out since then or are to, the latest first."""
    rows = PostPhoto.objects.filter(photo__sha256__in=shas).exclude(post=post)
    gone = rows.filter(post__state__in=LIVE, post__posted_at__gte=since)
    planned = rows.filter(post__state__in=PLANNED)
    return (gone | planned).select_related("photo", "post__account").order_by("-post_id")
