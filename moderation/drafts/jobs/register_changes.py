"""What changed in the register reaches the posts.

``RegisterChange`` is written in the transaction of whatever changed: an answer, a withdrawal, a
child who left, the safeguarding lead's word, who is in a photo. Here each is heeded: queued posts
come back, live ones have to come down. A change is marked as heeded only once no post is left to
settle, each post in a transaction of its own: a worker may end between any two of them, and the
next one finds what is left.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from consent.academic_year import day_of
from consent.models import RegisterChange
from consent.queries.shown import photos_showing
from moderation.drafts import settling
from moderation.drafts.children import not_to_be_shown
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Post, Takedown
from moderation.drafts.settling import CONCERNED, MAY_BE_LIVE
from moderation.drafts.transitions import lock
from schoolsocial.tenancy import scope


def heed(school_id: int, pupil_id: int) -> None:
    """Bring every post that shows the pupil in line with the register as it is now.

    May be called any number of times; does nothing where no change waits.
    """
    with scope.school(school_id):
        waiting = list(_waiting(pupil_id).order_by("at").values_list("pk", "at"))
        changes = [pk for pk, _ in waiting]
        posts = list(_concerned(pupil_id).values_list("pk", flat=True)) if changes else []
    for post_id in posts:
        with scope.school(school_id):
            _settle(post_id, pupil_id, since=waiting[0][1])
    with scope.school(school_id):
        if changes and not _anything_left(pupil_id):
            now = database_now()
            _waiting(pupil_id).filter(pk__in=changes).update(handled_at=now)


def _waiting(pupil_id: int) -> QuerySet[RegisterChange]:
    now = database_now()
    return RegisterChange.objects.filter(pupil_id=pupil_id, handled_at=None, at__lte=now)


def _concerned(pupil_id: int) -> QuerySet[Post]:
    """Posts that show the pupil, and those that are to come down because they did."""
    shows = Q(state__in=CONCERNED, photos__in=photos_showing(pupil_id))
    to_come_down = Q(pk__in=Takedown.objects.open().filter(pupil_id=pupil_id).values("post"))
    return Post.objects.filter(shows | to_come_down).order_by("id").distinct()


def _settle(post_id: int, pupil_id: int, *, since: datetime) -> None:
    settling.settle(lock(Post(pk=post_id)), pupil_id, database_now(), since=since)


def _anything_left(pupil_id: int) -> bool:
    """A post is still on its way to X, or came into a state since that has to be settled."""
    day = day_of(database_now())
    posts = _concerned(pupil_id).filter(photos__in=photos_showing(pupil_id))
    coming_down = Takedown.objects.open().filter(pupil_id=pupil_id).values("post")
    settled = Q(state__in=MAY_BE_LIVE, pk__in=coming_down) | ~Q(state__in=CONCERNED)
    unsettled = posts.exclude(settled).select_related("school")
    return any(pupil_id in not_to_be_shown(post, day) for post in unsettled)
