"""Seeing for oneself that a deleted post is gone: X is asked for that very post afterwards."""

from datetime import datetime, timedelta

from django.db.models import Min

from moderation.catalogue import asking, casework, engaging, proving
from moderation.catalogue.models import Case, Removal, Tweet
from moderation.drafts import takedowns
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Attempt, Takedown
from moderation.drafts.workflow import State
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors

LOOKS = (  # after each look that still found it
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
THEN = timedelta(hours=12)
ASK_AFTER = 4  # looks that found it, then the leaders are asked; the looks go on
_THERE, _GONE = "there", "gone"


def without_proof() -> list[tuple[int, int]]:
    """(school, tweet) ids of posts that were deleted elsewhere, and have no proof yet."""
    with scope.platform():
        rows = Tweet.objects.filter(post__state=State.REMOVED, removal=None)
        return list(rows.values_list("school_id", "pk")[:100])


def due() -> list[tuple[int, int]]:
    """(school, removal) ids of the deletions to be looked at now."""
    with scope.platform():
        rows = Removal.objects.to_verify(database_now())
        return list(rows.values_list("school_id", "pk")[:100])


def prove(school_id: int, tweet_id: int) -> None:
    """Begin the proof of a deletion that was asked for on another page."""
    with scope.school(school_id):
        rows = Tweet.objects.select_for_update(of=("self",)).select_related("post")
        tweet = rows.filter(pk=tweet_id, removal=None, post__state=State.REMOVED).first()
        if tweet is None or tweet.post is None:
            return
        now = database_now()
        deletions = tweet.post.attempts.filter(kind=Attempt.Kind.DELETE)
        asked_at = deletions.aggregate(first=Min("prepared_at"))["first"] or now
        since = tweet.post.takedowns.aggregate(first=Min("opened_at"))["first"]
        proving.begin(
            tweet,
            why=Removal.Why.CHILD if since else Removal.Why.OTHER,
            since=min(since or asked_at, asked_at),
            by=None,
            now=asked_at,
        )


def verify(school_id: int, removal_id: int) -> None:
    """Ask X for the post. Only "there is no such post" proves that it is gone."""
    with scope.school(school_id):
        waiting = Removal.objects.to_verify(database_now()).select_related("tweet__account")
        removal = waiting.filter(pk=removal_id).first()
    if removal is None:
        return
    tweet = removal.tweet
    try:
        with calling.as_account(tweet.account) as client:
            presence = client.lookup([tweet.tweet_id])
    except errors.XError as error:
        _put_off(removal, error)
        return
    answer = _GONE if tweet.tweet_id in presence.gone else ""
    answer = _THERE if tweet.tweet_id in presence.there else answer
    with scope.school(school_id):
        _conclude(removal_id, answer, database_now())


def _conclude(removal_id: int, answer: str, now: datetime) -> None:
    rows = Removal.objects.to_verify(now).select_for_update(of=("self",))
    removal = rows.select_related("tweet__school").filter(pk=removal_id).first()
    if removal is None:
        return
    if answer == _GONE:
        _gone(removal, now)
    elif answer == _THERE:
        removal.looks += 1
        removal.next_look_at = now + (
            LOOKS[removal.looks - 1] if removal.looks <= len(LOOKS) else THEN
        )
        if removal.looks >= ASK_AFTER:
            casework.open_case(removal.tweet, Case.Kind.STANDING, now)
    else:
        removal.next_look_at = now + asking.AGAIN
    removal.last_word = answer or "no-word"
    removal.save()


def _gone(removal: Removal, now: datetime) -> None:
    removal.gone_at = now
    tweet = removal.tweet
    tweet.checked_at = now
    tweet.missing_since = tweet.missing_since or now
    tweet.save(update_fields=["checked_at", "missing_since"])
    engaging.let_go([tweet.pk])
    casework.close(tweet, Case.Kind.STANDING, Case.Answer.GONE, now)
    if tweet.post_id is not None:
        of_post = Takedown.objects.filter(post=tweet.post_id)
        takedowns.close(of_post, Takedown.Outcome.REMOVED, now)
    audit.record(
        school_id=removal.school_id,
        by=None,
        verb="tweet.seen_gone",
        subject=tweet,
        details={"why": str(removal.why)},
        at=now,
    )


def _put_off(removal: Removal, error: errors.XError) -> None:
    with scope.school(removal.school_id):
        now = database_now()
        again = asking.again_after(error, removal.tweet.account, now)
        waiting = Removal.objects.filter(pk=removal.pk, gone_at=None)
        waiting.update(next_look_at=again, last_word=asking.code_of(error))
    asking.renew(error, removal.tweet.account)
