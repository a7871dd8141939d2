"""Taking a due post for sending: transaction one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from consent.academic_year import day_of
from consent.models import Photo
from moderation.drafts import approvers, checks, costs, quiet
from moderation.drafts.children import CONSENT_CHANGED, not_to_be_shown
from moderation.drafts.jobs import fencing, telling
from moderation.drafts.models import Attempt, Post, Trip
from moderation.drafts.process import Asked
from moderation.drafts.queries.proofs import still_proven, still_sealed
from moderation.drafts.transitions import move
from moderation.drafts.workflow import Verb
from policy.facts import Moment
from policy.queries import NoPolicy, version_in_force
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts, spending
from schoolsocial.x.models import Account

TIME_TO_PREPARE = timedelta(minutes=4)  # four pictures with their alternative texts


@dataclass(frozen=True, slots=True)
class Claim:
    """A post this worker alone may send now, and the attempt it does so by."""

    post: Post
    attempt: Attempt
    session: int


def claim(school_id: int, post_id: int) -> Claim | None:
    """Claim the post if it is due and nothing speaks against it; the attempt's lock is then held.

    None where it is not due, another worker has it, its account waits, its time has passed (it
    expires, people are told) or it is no longer what was approved (it returns to SLT).
    """
    with scope.school(school_id):
        now = database_now()
        due = Post.objects.due(now).for_workers().select_for_update(skip_locked=True, of=("self",))
        post = due.select_related("account", "school", "author").filter(pk=post_id).first()
        if post is None or not may_go(post, now):
            return None
        move(post, Verb.CLAIM, by=None, now=now)
        attempt = open_attempt(
            post, Attempt.Kind.CREATE, "POST /2/tweets", time_allowed=TIME_TO_PREPARE, now=now
        )
        fencing.lock(attempt.pk)
        session = fencing.backend()
    return Claim(post, attempt, session)


def open_attempt(
    post: Post,
    kind: Attempt.Kind,
    endpoint: str,
    *,
    time_allowed: timedelta,
    now: datetime,
    photo: Photo | None = None,
) -> Attempt:
    """A prepared attempt with the next number of its kind."""
    return Attempt.objects.create(
        school_id=post.school_id,
        post=post,
        photo=photo,
        kind=kind,
        number=post.attempts.filter(kind=kind).count() + 1,
        endpoint=endpoint,
        request_hash=post.seal,
        worker=fencing.worker_name(),
        deadline_at=now + time_allowed,
    )


def database_now() -> datetime:
    """The database's clock, the only one that decides what is due."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def may_go(post: Post, now: datetime) -> bool:
    """Whether a due post may leave; one whose time has passed expires, and one that is no longer
    what was approved returns to SLT."""
    if post.school.posting_paused_at is not None or still_away(post):
        return False
    if post.expires_at is not None and now > post.expires_at:
        move(post, Verb.EXPIRE, by=None, now=now, trouble="too-late")
        telling.a_decision_is_needed(post, now)
        return False
    if _waits(post.account, now):
        return False
    broken = broken_seal(post, now)
    if broken:
        give_back(post, broken, now)
        return False
    return _is_afforded(post, now)


def _is_afforded(post: Post, now: datetime) -> bool:
    """Whether the school's budget has room; where not, its account waits and leaders hear of it."""
    calls = costs.calls_of(post, photos=post.post_photos.count())
    if spending.room_for(account=post.account, calls=calls, now=now):
        return True
    accounts.pause(account=post.account, reason=accounts.OUT_OF_BUDGET, now=now)
    telling.the_account_waits(post, now)
    return False


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


def _waits(account: Account, now: datetime) -> bool:
    if account.by_hand:
        return False  # what makes the API wait holds nobody's hand
    held_back = account.wait_until is not None and account.wait_until > now
    stopped = (account.paused_at, account.needs_reconnecting_at, account.disconnected_at)
    return held_back or any(moment is not None for moment in stopped)


def still_away(post: Post) -> bool:
    """Whether it is about a trip that is not back; the trip's row is held, so that a return taken
    back this moment is seen.
    """
    if post.trip_id is None:
        return False
    return not Trip.objects.select_for_update(no_key=True).get(pk=post.trip_id).is_back


def consent_is_gone(post: Post, now: datetime) -> bool:
    """Whether somebody shown may not be shown today, or not by what the approval relied on."""
    day = day_of(now)
    return not still_proven(post, day) or bool(not_to_be_shown(post, day))


def broken_seal(post: Post, now: datetime) -> str:
    """Why the approval no longer covers the post, as a code; empty while it does."""
    try:
        policy = version_in_force(post.school, timezone.localdate(now))
    except NoPolicy:
        return "no-policy"
    if not approvers.still_enough(post):
        return "not-approved"
    if consent_is_gone(post, now):
        return CONSENT_CHANGED
    if not still_sealed(post, policy.number):
        return "changed-since-approval"
    checked = checks.check(post, Asked(now, Moment.SENDING))
    if checked.in_the_way or quiet.holds(post, checked):
        return "rules-object"  # a child may have joined the roll since
    return ""
