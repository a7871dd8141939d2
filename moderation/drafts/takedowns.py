"""Opening and closing the work of taking a post down, inside whoever's transaction."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from consent.actions import family_news
from consent.standing import Reason, Standing
from moderation.drafts.models import Post, Takedown
from moderation.drafts.school_time import after
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Letter, Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit

DUE, OVER = "takedown-due", "takedown-over"
_REASON_GONE = frozenset({Takedown.Outcome.MAY_BE_SHOWN, Takedown.Outcome.NOT_SHOWN})
_SATURDAY = 5


def open_for(
    post: Post, pupil_id: int, standing: Standing | None, *, since: datetime, now: datetime
) -> bool:
    """A work item for this child and post, unless one is open; whether there is a new one.

    Its clock runs from ``since``, when the reason came up, or from when the post went out after it.
    """
    since = min(max(since, post.posted_at or since), now)
    lapsed = standing is not None and standing.reason is Reason.LAPSED
    item, is_new = Takedown.objects.get_or_create(
        school_id=post.school_id,
        post=post,
        pupil_id=pupil_id,
        done_at=None,
        defaults={
            "reason": Takedown.Reason.LAPSED if lapsed else Takedown.Reason.NOT_TO_BE_SHOWN,
            "opened_at": since,
            "due_at": due_after(since, post.school.takedown_hours),
        },
    )
    if is_new:
        _record(item, "takedown.opened", now)
        _tell_leaders(post, DUE, now)
    return is_new


def close(
    items: QuerySet[Takedown],
    outcome: Takedown.Outcome,
    now: datetime,
    *,
    by: Person | None = None,
) -> None:
    """End the open ones among these; leaders are told of a post that may stay after all. ``by`` is
    who saw that it is over, where a person did."""
    held = items.select_for_update(of=("self",)).select_related("post__school")
    for item in held.filter(done_at=None):
        item.done_at, item.outcome = now, outcome
        item.save(update_fields=["done_at", "outcome"])
        _record(item, "takedown.closed", now, by)
        if outcome is Takedown.Outcome.REMOVED and item.post.posted_at:
            since = item.post.posted_at
            family_news.a_post_is_gone(pupil_id=item.pupil_id, live_since=since, now=now)
        others = Takedown.objects.open().filter(post=item.post)
        if outcome in _REASON_GONE and not others.exists():
            _tell_leaders(item.post, OVER, now)


def due_after(now: datetime, hours: int) -> datetime:
    """So many hours on. Weekends do not count; holidays do, as a child does not wait for term."""
    return after(now, hours, lambda day: day.weekday() < _SATURDAY)


def _record(item: Takedown, verb: str, now: datetime, by: Person | None = None) -> None:
    audit.record(
        school_id=item.school_id,
        by=by.pk if by else None,
        verb=verb,
        subject=item,
        details={"post": item.post_id, "outcome": str(item.outcome)},
        at=now,
    )


def _tell_leaders(post: Post, kind: str, now: datetime) -> None:
    """One mail each, however many posts there are, until it has left."""
    path = reverse("drafts:takedowns", args=[post.school.slug])
    able = Membership.objects.able_to(Permission.DELETE_LIVE_POSTS)
    waiting = set(
        Letter.objects.waiting()
        .filter(school_id=post.school_id, kind=kind)
        .values_list("to", flat=True)
    )
    for address in sorted({*able.values_list("person__email", flat=True)} - waiting):
        letters.queue(school=post.school, to=address, kind=kind, path=path, now=now)
