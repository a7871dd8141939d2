"""Bringing one post in line with the register as it is now, inside whoever's transaction."""

from datetime import datetime

from consent.academic_year import day_of
from consent.queries.showing import standing_of
from moderation.drafts import takedowns
from moderation.drafts.children import CONSENT_CHANGED, not_to_be_shown, shown_in
from moderation.drafts.jobs import telling
from moderation.drafts.models import Post, Takedown
from moderation.drafts.transitions import move
from moderation.drafts.workflow import LIVE, State, Verb
from schoolsocial.accounts.models import Person

BACK: dict[str, Verb] = {
    State.SUBMITTED: Verb.RETURN,
    State.APPROVED: Verb.RETURN,
    State.SCHEDULED: Verb.RETURN,
    State.BY_HAND: Verb.RETURN,
}
"""The ways back to the author of what waits or is queued."""

ON_ITS_WAY = frozenset({State.SENDING, State.UNKNOWN, State.IN_HAND})
MAY_BE_LIVE = LIVE | {State.HELD}
CONCERNED = frozenset({*BACK, *ON_ITS_WAY, *MAY_BE_LIVE})


def settle(post: Post, pupil_id: int, now: datetime, *, since: datetime | None = None) -> None:
    """Do what the register wants of the locked post for the sake of this child; ``since`` is when
    it came to want that, if not now."""
    items = Takedown.objects.filter(post=post, pupil_id=pupil_id)
    day = day_of(now)
    if pupil_id not in shown_in(post):
        takedowns.close(items, Takedown.Outcome.NOT_SHOWN, now)
    elif pupil_id not in not_to_be_shown(post, day):
        takedowns.close(items, Takedown.Outcome.MAY_BE_SHOWN, now)
    elif post.state in BACK:
        bring_back(post, CONSENT_CHANGED, by=None, now=now)
        telling.a_child_may_not_be_shown(post, now)
    elif post.state in MAY_BE_LIVE:
        standing = standing_of([pupil_id], day=day).get(pupil_id)
        takedowns.open_for(post, pupil_id, standing, since=since or now, now=now)


def bring_back(post: Post, reason: str, *, by: Person | None, now: datetime) -> None:
    """To its author and to SLT, with a code that does not say why."""
    move(
        post,
        BACK[post.state],
        by=by,
        now=now,
        details={"reason": reason},
        seal="",
        fingerprint="",
        trouble=reason,
    )
