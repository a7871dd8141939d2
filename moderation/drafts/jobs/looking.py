"""Looking at the account's own timeline for a post whose fate is not known."""

from datetime import timedelta

from django.conf import settings

from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import AttemptState
from schoolsocial.tenancy import scope
from schoolsocial.x import errors, matching
from schoolsocial.x.actions import accounts
from schoolsocial.x.client import XClient
from schoolsocial.x.timeline import TimelinePost

MARGIN = timedelta(minutes=5)  # how far X's clock and the database's may stand apart


def verdict_on(attempt: Attempt, post: Post) -> matching.Verdict:
    """Whether this attempt's post stands on the timeline. Raises ``x.errors.XError``."""
    return matching.look_for(_sought(attempt, post), _timeline(attempt, post))


def for_duplicate(attempt: Attempt, post: Post) -> str | errors.XError | None:
    """X says the words are already there: the id if an earlier attempt of ours put them there.

    None where they are somebody else's doing, an unknown outcome where nobody can tell yet.
    """
    earlier = _first_attempt(post)
    if earlier is None or earlier.pk == attempt.pk:
        return None
    try:
        verdict = verdict_on(earlier, post)
    except errors.XError:
        return errors.OutcomeUnknown("X says the same words are already on the account.")
    if isinstance(verdict, matching.Found):
        return verdict.tweet_id
    return None


def _first_attempt(post: Post) -> Attempt | None:
    with scope.school(post.school_id):
        created = post.attempts.filter(kind=Attempt.Kind.CREATE, started_at__isnull=False)
        return created.order_by("number").first()


def _sought(attempt: Attempt, post: Post) -> matching.Sought:
    with scope.school(post.school_id):
        uploads = post.attempts.filter(kind=Attempt.Kind.UPLOAD, state=AttemptState.ACCEPTED)
        keys = frozenset(uploads.exclude(media_key="").values_list("media_key", flat=True))
        others = Post.objects.filter(account_id=post.account_id, tweet_id__isnull=False)
        taken = frozenset(others.exclude(pk=post.pk).values_list("tweet_id", flat=True))
        had_photos = post.post_photos.exists()
    began = attempt.started_at or attempt.prepared_at
    return matching.Sought(
        text=post.text,
        earliest=began - MARGIN,
        latest=attempt.deadline_at + MARGIN,
        media_keys=keys,
        had_photos=had_photos,
        taken=frozenset(tweet_id for tweet_id in taken if tweet_id),
    )


def _timeline(attempt: Attempt, post: Post) -> list[TimelinePost]:
    client = XClient(accounts.credentials_of(post.account), api_url=settings.X_API_URL)
    began = attempt.started_at or attempt.prepared_at
    return client.own_posts(post.account.x_user_id, start_time=began - MARGIN)
