"""Whether a post is still what was approved, asked anew right before it would go out."""

from datetime import datetime

from django.db.models import Subquery
from django.utils import timezone

from consent.academic_year import day_of
from moderation.drafts import approvers, checks, quiet
from moderation.drafts.children import CONSENT_CHANGED, not_to_be_shown
from moderation.drafts.jobs import telling
from moderation.drafts.models import Decision, Freeze, Post, Trip
from moderation.drafts.process import Asked
from moderation.drafts.queries.proofs import still_proven, still_sealed
from moderation.drafts.transitions import move
from moderation.drafts.workflow import Verb
from policy.facts import Moment
from policy.queries import NoPolicy, version_in_force


def broken_seal(post: Post, now: datetime) -> str:
    """Why the approval no longer covers the post, as a code; empty while it does."""
    try:
        policy = version_in_force(post.school, timezone.localdate(now))
    except NoPolicy:
        return "no-policy"
    if broken := _without_approval(post):
        return broken
    if consent_is_gone(post, now):
        return CONSENT_CHANGED
    if not still_sealed(post, policy.number):
        return "changed-since-approval"
    checked = checks.check(post, Asked(now, Moment.SENDING))
    if checked.in_the_way or quiet.holds(post, checked):
        return "rules-object"  # a child may have joined the roll since
    return ""


def _without_approval(post: Post) -> str:
    if not approvers.still_enough(post):
        return "not-approved"
    return "stopped-since-approval" if _stopped_since(post) else ""


def _stopped_since(post: Post) -> bool:
    """Whether posting was stopped and let go on since it was last approved: it was on its way or in
    somebody's hands then, so that it could not go back to the review queue with the others."""
    approvals = Decision.objects.filter(post=post, verdict=Decision.Verdict.APPROVE)
    last = Subquery(approvals.order_by("-at").values("at")[:1])
    return Freeze.objects.filter(school=post.school_id, ended_at__gt=last).exists()


def consent_is_gone(post: Post, now: datetime) -> bool:
    """Whether somebody shown may not be shown today, or not by what the approval relied on."""
    day = day_of(now)
    return not still_proven(post, day) or bool(not_to_be_shown(post, day))


def still_away(post: Post) -> bool:
    """Whether it is about a trip that is not back; the trip's row is held, so that a return taken
    back this moment is seen.
    """
    if post.trip_id is None:
        return False
    return not Trip.objects.select_for_update(no_key=True).get(pk=post.trip_id).is_back


def give_back(post: Post, broken: str, now: datetime) -> None:
    """What would go out is not what was approved: back to SLT with the reason, a code."""
    move(
        post,
        Verb.RETURN,
        by=None,
        now=now,
        details={"reason": broken},
        seal="",
        fingerprint="",
        trouble=broken,
    )
    telling.the_seal_broke(post, now)


def let_expire(post: Post, now: datetime) -> None:
    """Its time has passed: it never goes out late, and people are told."""
    move(post, Verb.EXPIRE, by=None, now=now, trouble="too-late")
    telling.a_decision_is_needed(post, now)
