"""What else the account says around the time a post would go out."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from moderation.drafts.models import Post, PostPhoto
from policy.facts import Neighbour

NEAR = timedelta(days=2)  # so near that a name beside a photo counts
MOST = 500


def around(
    post: Post, moment: datetime, *, days: int, names_pupil: Callable[[str], bool]
) -> tuple[Neighbour, ...]:
    """The account's other posts, live or planned, within that many days of the moment, and the
    others of its thread, whatever their state: they are read together.

    Names are looked for only in those that are near. None of it where ``days`` is 0.
    """
    if not days:
        return ()
    reach = timedelta(days=days)
    others = post.school.posts.filter(account_id=post.account_id).exclude(pk=post.pk)
    thread = others.filter(thread=post.thread_id) if post.thread_id else others.none()
    rows = _rows(others.exclude(pk__in=thread).going_out_between(moment - reach, moment + reach))
    beside = [(text, moment, None, shows) for text, _, _, shows in _rows(thread)]
    return tuple(_neighbours([*beside, *rows], moment, names_pupil))


def _rows(posts: QuerySet[Post]) -> Collection[tuple[str, datetime | None, datetime | None, bool]]:
    pupils = ~Q(shows_pupils=False)  # nobody has said counts as showing them
    shows = Exists(PostPhoto.objects.filter(pupils, post=OuterRef("pk")))
    fields = ("text", "posted_at", "scheduled_for")
    return list(posts.annotate(shows=shows).values_list(*fields, "shows")[:MOST])


def _neighbours(
    rows: Collection[tuple[str, datetime | None, datetime | None, bool]],
    moment: datetime,
    names_pupil: Callable[[str], bool],
) -> Iterator[Neighbour]:
    for text, posted_at, scheduled_for, shows_pupils in rows:
        at = posted_at or scheduled_for
        if at is not None:
            near = abs(at - moment) <= NEAR
            yield Neighbour(text, at, shows_pupils, near and names_pupil(text))
