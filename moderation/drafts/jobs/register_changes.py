"""What changed in the register reaches the posts.

``RegisterChange`` is written in the transaction of whatever changed: an answer, a withdrawal, a
child who left, the safeguarding lead's word, who is in a photo. Here each is heeded: queued posts
come back, live ones have to come down. A change is marked as heeded only once no post is left to
settle, each post in a transaction of its own: a worker may end between any two of them, and the
next one finds what is left.
"""

from django.db.models import Q, QuerySet

from consent.academic_year import day_of
from consent.models import RegisterChange
from consent.queries.showing import standing_of
from consent.queries.shown import photos_showing
from moderation.drafts import takedowns
from moderation.drafts.children import CONSENT_CHANGED, shown_in
from moderation.drafts.jobs import claiming, telling
from moderation.drafts.models import Post, Takedown
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import LIVE, State, Verb
from schoolsocial.tenancy import scope

_BACK: dict[str, Verb] = {
    State.SUBMITTED: Verb.RETURN,
    State.APPROVED: Verb.RECALL,
    State.SCHEDULED: Verb.RETURN,
}
_ON_ITS_WAY = frozenset({State.SENDING, State.UNKNOWN})
_MAY_BE_LIVE = LIVE | {State.HELD}
_CONCERNED = frozenset({*_BACK, *_ON_ITS_WAY, *_MAY_BE_LIVE})


def heed(school_id: int, pupil_id: int) -> None:
    """Bring every post that shows the pupil in line with the register as it is now.

    May be called any number of times; does nothing where no change waits.
    """
    with scope.school(school_id):
        changes = list(_waiting(pupil_id).values_list("pk", flat=True))
        posts = list(_concerned(pupil_id).values_list("pk", flat=True)) if changes else []
    for post_id in posts:
        with scope.school(school_id):
            _settle(post_id, pupil_id)
    with scope.school(school_id):
        if changes and not _anything_left(pupil_id):
            now = claiming.database_now()
            _waiting(pupil_id).filter(pk__in=changes).update(handled_at=now)


def _waiting(pupil_id: int) -> QuerySet[RegisterChange]:
    now = claiming.database_now()
    return RegisterChange.objects.filter(pupil_id=pupil_id, handled_at=None, at__lte=now)


def _concerned(pupil_id: int) -> QuerySet[Post]:
    """Posts that show the pupil, and those that are to come down because they did."""
    shows = Q(state__in=_CONCERNED, photos__in=photos_showing(pupil_id))
    to_come_down = Q(pk__in=Takedown.objects.open().filter(pupil_id=pupil_id).values("post"))
    return Post.objects.filter(shows | to_come_down).order_by("id").distinct()


def _settle(post_id: int, pupil_id: int) -> None:
    now = claiming.database_now()
    post = lock(Post(pk=post_id))
    standing = standing_of([pupil_id], day=day_of(now)).get(pupil_id)
    items = Takedown.objects.filter(post=post, pupil_id=pupil_id)
    if pupil_id not in shown_in(post):
        takedowns.close(items, Takedown.Outcome.NOT_SHOWN, now)
    elif standing is not None and standing.may_be_shown:
        takedowns.close(items, Takedown.Outcome.MAY_BE_SHOWN, now)
    elif post.state in _BACK:
        _bring_back(post)
    elif post.state in _MAY_BE_LIVE:
        takedowns.open_for(post, pupil_id, standing, now)


def _bring_back(post: Post) -> None:
    """To its author and to SLT, with a code that does not say why."""
    now = claiming.database_now()
    move(
        post,
        _BACK[post.state],
        by=None,
        now=now,
        details={"reason": CONSENT_CHANGED},
        seal="",
        fingerprint="",
        trouble=CONSENT_CHANGED,
    )
    telling.a_child_may_not_be_shown(post, now)


def _anything_left(pupil_id: int) -> bool:
    """A post is still on its way to X, or came into a state since that has to be settled."""
    standing = standing_of([pupil_id], day=day_of(claiming.database_now())).get(pupil_id)
    if standing is not None and standing.may_be_shown:
        return False
    posts = _concerned(pupil_id).filter(photos__in=photos_showing(pupil_id))
    coming_down = Takedown.objects.open().filter(pupil_id=pupil_id).values("post")
    settled = Q(state__in=_MAY_BE_LIVE, pk__in=coming_down) | ~Q(state__in=_CONCERNED)
    return posts.exclude(settled).exists()
