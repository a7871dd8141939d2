"""Posts as the rules see them when they are looked at again: their words and pictures, not who did
what. For replays of a policy, and for audits of all that a school ever wrote.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache

from django.db.models import Prefetch
from django.utils import timezone

from moderation.drafts import facts
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.neighbours import NEAR
from moderation.drafts.pictured import Pictured, pictured_on
from policy.facts import Facts, Neighbour, PostKind
from schoolsocial.accounts.models import School

Timeline = list[tuple[datetime, Post]]


def with_all_needed(posts: PostQuerySet) -> PostQuerySet:
    """With accounts and pictures, so that many are looked at in three queries."""
    placed = PostPhoto.objects.select_related("photo").order_by("position")
    return posts.select_related("account", "school").prefetch_related(
        Prefetch("post_photos", queryset=placed)
    )


def seen(
    school: School, posts: Sequence[Post], *, register_of: date | None = None
) -> Iterator[tuple[Post, Facts]]:
    """Each of the school's posts, read ``with_all_needed``, with its facts under today's roll.

    Its neighbours are looked for among ``posts`` alone. Who may be shown is asked as of the day it
    went out, or of the day ``register_of``.
    """
    roll, staff = facts.roll_of(school), facts.staff_of(school)
    phrases = (school.name,)
    timelines = _timelines(posts)
    shown = _shown(posts, register_of)
    names_pupil = cache(lambda text: bool(roll.find(text, not_pupils=phrases)))
    for post in posts:
        at = _goes_out(post)
        near = _near(post, at, timelines[post.account_id])
        found = Facts(
            text=post.text,
            photos=tuple(
                facts.photo_of(row, shown[register_of or _day(at)])
                for row in post.post_photos.all()
            ),
            roll=roll,
            account_handle=post.account.handle,
            school_phrases=phrases,
            staff=staff,
            kind=PostKind(post.kind),
            at=timezone.localtime(at) if at else None,
            neighbours=tuple(_neighbour(*other, names_pupil) for other in near),
        )
        yield post, found


def _goes_out(post: Post) -> datetime | None:
    return post.posted_at or post.scheduled_for


def _day(at: datetime | None) -> date:
    return timezone.localdate(at)


def _shown(posts: Sequence[Post], register_of: date | None) -> dict[date, Pictured]:
    """Who is in their pictures, and whether that was right on the day they went out, or is."""
    rows = defaultdict[date, list[PostPhoto]](list)
    for post in posts:
        rows[register_of or _day(_goes_out(post))] += post.post_photos.all()
    return pictured_on(rows)


def _timelines(posts: Sequence[Post]) -> dict[int, Timeline]:
    """What each account said and when, in order."""
    timelines: dict[int, Timeline] = {post.account_id: [] for post in posts}
    for post in posts:
        at = _goes_out(post)
        if at:
            timelines[post.account_id].append((at, post))
    for timeline in timelines.values():
        timeline.sort(key=_moment)
    return timelines


def _near(post: Post, at: datetime | None, timeline: Timeline) -> Timeline:
    if at is None:
        return []
    first = bisect_left(timeline, at - NEAR, key=_moment)
    last = bisect_right(timeline, at + NEAR, key=_moment)
    return [placed for placed in timeline[first:last] if placed[1].pk != post.pk]


def _moment(placed: tuple[datetime, Post]) -> datetime:
    return placed[0]


def _neighbour(at: datetime, post: Post, names_pupil: Callable[[str], bool]) -> Neighbour:
    shows = any(row.shows_pupils is not False for row in post.post_photos.all())
    return Neighbour(post.text, at, shows, names_pupil(post.text))
