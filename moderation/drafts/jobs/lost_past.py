"""A restored database does not know what went out after its backup was made.

No post that was there then is sent before the account's own timeline was asked for it: those whose
time came meanwhile at once, every other one when it is about to be sent. See ADR 34.
"""

from datetime import datetime

from moderation.drafts.jobs import leasing, outcomes
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.jobs.looking import MARGIN
from moderation.drafts.models import Attempt, Post
from moderation.drafts.queries import restored
from moderation.drafts.threads import is_next
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import State, Verb
from schoolsocial.accounts.models import School
from schoolsocial.operations.models import Gap, Restoration
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors, matching
from schoolsocial.x.timeline import TimelinePost


def schools() -> list[int]:
    """The ids of those whose posting waits since a restore."""
    with scope.platform():
        ids = Restoration.objects.open().values_list("school_id", flat=True)
        return list(ids.distinct().order_by("school_id"))


def compare(school_id: int) -> int:
    """Have X's timeline looked at for each post whose time had come by the restore; how many."""
    with scope.school(school_id):
        gap = Restoration.objects.open().gap()
        if gap is None:
            return 0
        school = School.objects.get(pk=school_id)
        posts = [post for post in restored.due_meanwhile(school, gap) if is_next(post)]
        return sum(_lose_sight(post, gap) for post in posts)


def stands_since(post: Post) -> datetime | None:
    """Since when the post, or one just like it, may stand on the account's timeline; None if not.

    Asks only about a post that is older than a restore. Raises ``x.errors.NotSent`` where the
    timeline cannot be read: then nothing is sent either.
    """
    gap = _unknown_to(post)
    if gap is None:
        return None
    try:
        verdict = matching.look_for(_sought(post, gap), _timeline(post, gap))
    except errors.NotSent:
        raise
    except errors.XError as error:
        raise errors.NotSent("The timeline could not be read after a restore.") from error
    return None if isinstance(verdict, matching.Absent) else gap.made_at


def _lose_sight(post: Post, gap: Gap) -> bool:
    post = lock(post)
    if post.state != State.SCHEDULED:
        return False
    now = database_now()
    move(post, Verb.CLAIM, by=None, now=now)
    attempt = leasing.open_attempt(
        post,
        Attempt.Kind.CREATE,
        "POST /2/tweets",
        time_allowed=leasing.TIME_TO_PREPARE,
        now=now,
    )
    outcomes.sent_in_a_lost_past(attempt, post, gap.made_at, now)
    return True


def _unknown_to(post: Post) -> Gap | None:
    with scope.school(post.school_id):
        return Restoration.objects.filter(restored_at__gt=post.created_at).gap()


def _sought(post: Post, gap: Gap) -> matching.Sought:
    """Pictures of then have keys that nobody here knows, so words and time have to do."""
    with scope.school(post.school_id):
        others = Post.objects.filter(account_id=post.account_id, tweet_id__isnull=False)
        taken = frozenset(others.exclude(pk=post.pk).values_list("tweet_id", flat=True))
        had_photos = post.post_photos.exists()
    return matching.Sought(
        text=post.text,
        earliest=gap.made_at - MARGIN,
        latest=gap.restored_at + MARGIN,
        had_photos=had_photos,
        taken=frozenset(tweet_id for tweet_id in taken if tweet_id),
    )


def _timeline(post: Post, gap: Gap) -> list[TimelinePost]:
    with calling.as_account(post.account) as client:
        return client.own_posts(post.account.x_user_id, start_time=gap.made_at - MARGIN)
