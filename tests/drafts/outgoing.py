"""A post on its way to the sandbox X, and what the tests ask of it."""

from datetime import timedelta

from django.utils import timezone

from moderation.drafts.jobs import outcomes, reconciling, sending
from moderation.drafts.models import Attempt, Post
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.models import Account

HANDLE = "StCathsofSiena"


def now_of(post: Post) -> Post:
    """The post as it is in the database."""
    with scope.school(post.school_id):
        return Post.objects.select_related("account").get(pk=post.pk)


def attempts_of(post: Post, kind: str = "create") -> list[Attempt]:
    """The attempts of one kind, the first first."""
    with scope.school(post.school_id):
        return list(post.attempts.filter(kind=kind).order_by("number"))


def last_attempt(post: Post, kind: str = "create") -> Attempt:
    return attempts_of(post, kind)[-1]


def change(post: Post, **fields: object) -> None:
    """Set fields of the post that no guard holds."""
    with scope.school(post.school_id):
        Post.objects.filter(pk=post.pk).update(**fields)


def change_account(post: Post, **fields: object) -> None:
    with scope.school(post.school_id):
        Account.objects.filter(pk=post.account_id).update(**fields)


def past_deadline(attempt: Attempt) -> None:
    """As if the attempt's time had run out a moment ago."""
    with scope.school(attempt.school_id):
        past = timezone.now() - timedelta(seconds=1)
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=past)


def look_now(post: Post) -> None:
    """One look at the timeline, whenever it would have been due."""
    attempt = last_attempt(post)
    with scope.school(post.school_id):
        Attempt.objects.filter(pk=attempt.pk).update(next_look_at=timezone.now())
    reconciling.look(post.school_id, attempt.pk)


def carry_on(post: Post) -> None:
    """All that the sweeps would do in the next hour, at once."""
    attempt = last_attempt(post)
    if attempt.state in {AttemptState.PREPARED, AttemptState.IN_FLIGHT}:
        past_deadline(attempt)
        reconciling.take_over(post.school_id, attempt.pk)
    for _ in reconciling.LOOKS:
        if now_of(post).state == State.UNKNOWN:
            look_now(post)
    if now_of(post).state == State.SCHEDULED:
        change(post, not_before=timezone.now() - timedelta(seconds=1))
        sending.send(post.school_id, post.pk)


def takes_it_for_not_sent(attempt: Attempt, post: Post, *_told: object) -> None:
    """A guard taken away: whoever got no answer takes the post for one that never left."""
    error = errors.NotSent("No answer: once more")
    outcomes.not_sent(attempt, post, error, timezone.now())


def letters_about(post: Post) -> set[str]:
    """The kinds of letter that wait in the outbox of the post's school."""
    with scope.school(post.school_id):
        return set(post.school.letters.values_list("kind", flat=True))


def events_of(post: Post) -> list[tuple[str, int | None]]:
    """Verb and person of all that the audit chain holds of the post, in order."""
    with scope.school(post.school_id):
        events = Event.objects.filter(object_type="post", object_id=post.pk).order_by("sequence")
        return list(events.values_list("verb", "actor_id"))
