"""Looking at the account's own timeline for a post whose fate is not known."""

from datetime import datetime, timedelta

from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import AttemptState
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors, matching
from schoolsocial.x.timeline import TimelinePost, posted_at

MARGIN = timedelta(minutes=5)  # how far X's clock and the database's may stand apart
A_MOMENT = timedelta(seconds=10)  # the same, where a twin made by hand has to be told apart


def verdict_on(attempt: Attempt, post: Post) -> matching.Verdict:
    """Whether this attempt's post stands on the timeline. Raises ``x.errors.XError``."""
    return matching.look_for(_sought(attempt, post), _timeline(attempt, post))


def still_stands(post: Post) -> bool:
    """Whether a live post is seen on the timeline. False where that cannot be read."""
    the_one_before = str(int(post.tweet_id or "0") - 1)
    try:
        with calling.as_account(post.account) as client:
            since = client.own_posts(post.account.x_user_id, since_id=the_one_before)
    except errors.XError:
        return False
    return any(one.id == post.tweet_id for one in since)


def for_duplicate(attempt: Attempt, post: Post) -> str | errors.XError | None:
    """X says the words are already there: the id if this post is what put them there, by an earlier
    attempt or by this one, whose first answer may have been lost on X's side.

    None where the account has them from elsewhere; an unknown outcome, to be looked into, where
    nobody can tell yet.
    """
    again = _earlier_attempts(attempt, post)
    try:
        verdict = verdict_on(attempt, post)
    except errors.XError:
        return errors.OutcomeUnknown("X says the same words are already on the account.")
    if isinstance(verdict, matching.Found):
        return verdict.tweet_id if again or _made_by(attempt, post, verdict.tweet_id) else None
    if isinstance(verdict, matching.Absent) and not again:
        return None
    return errors.OutcomeUnknown("X says the same words are already on the account.")


def _made_by(attempt: Attempt, post: Post, tweet_id: str) -> bool:
    """Whether it was made since the attempt began, and not before by hand."""
    return posted_at(tweet_id) >= _began(attempt, post) - A_MOMENT


def come_to_light(attempt: Attempt, post: Post) -> str | None:
    """The id of what an earlier attempt did send, though the timeline did not show it in time.

    None where no earlier attempt ended that way, or it is still not there. Raises ``NotSent``
    where the timeline cannot be read: then nothing is sent either.
    """
    if not _earlier_attempts(attempt, post, state=AttemptState.ABSENT):
        return None
    try:
        verdict = verdict_on(attempt, post)
    except errors.NotSent:
        raise
    except errors.XError as error:
        raise errors.NotSent("The timeline could not be read before sending again.") from error
    return verdict.tweet_id if isinstance(verdict, matching.Found) else None


def _earlier_attempts(attempt: Attempt, post: Post, **like: object) -> bool:
    with scope.school(post.school_id):
        created = post.attempts.filter(kind=Attempt.Kind.CREATE, started_at__isnull=False)
        return created.filter(number__lt=attempt.number, **like).exists()


def _began(attempt: Attempt, post: Post) -> datetime:
    """When the first attempt for this post started: what it put on X counts, too."""
    with scope.school(post.school_id):
        created = post.attempts.filter(kind=Attempt.Kind.CREATE, started_at__isnull=False)
        first = created.order_by("number").values_list("started_at", flat=True).first()
    return first or attempt.prepared_at


def _sought(attempt: Attempt, post: Post) -> matching.Sought:
    with scope.school(post.school_id):
        uploads = post.attempts.filter(kind=Attempt.Kind.UPLOAD, state=AttemptState.ACCEPTED)
        keys = frozenset(uploads.exclude(media_key="").values_list("media_key", flat=True))
        others = Post.objects.filter(account_id=post.account_id, tweet_id__isnull=False)
        taken = frozenset(others.exclude(pk=post.pk).values_list("tweet_id", flat=True))
        had_photos = post.post_photos.exists()
    return matching.Sought(
        text=post.text,
        earliest=_began(attempt, post) - MARGIN,
        latest=attempt.deadline_at + MARGIN,
        media_keys=keys,
        had_photos=had_photos,
        taken=frozenset(tweet_id for tweet_id in taken if tweet_id),
    )


def _timeline(attempt: Attempt, post: Post) -> list[TimelinePost]:
    start_time = _began(attempt, post) - MARGIN
    with calling.as_account(post.account) as client:
        return client.own_posts(post.account.x_user_id, start_time=start_time)
