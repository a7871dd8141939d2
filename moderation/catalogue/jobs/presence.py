"""Asking X, id by id, whether a post is still there.

Nothing is missing because a timeline did not show it. It is missing when X, asked for this very
post, said twice, some time apart, that there is no such post. Anything less says nothing.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q

from moderation.catalogue import asking, casework, engaging
from moderation.catalogue.models import Case, Tweet, Watch
from moderation.catalogue.models.tweets import TweetQuerySet
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.workflow import State
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.timeline import Presence

AT_ONCE = 100  # ids X takes in one question
YOUNG = timedelta(minutes=10)  # X may not tell of it yet
CONFIRM = timedelta(minutes=15)  # between the two answers
A_DAY = timedelta(days=1)  # between two questions about one that leaders were asked about


def due() -> list[tuple[int, int]]:
    """(school, watch) ids of the accounts with posts to ask about, none of which is in trouble."""
    with scope.platform():
        now = database_now()
        idle = Watch.objects.filter(
            account__paused_at=None, account__needs_reconnecting_at=None, trouble=""
        ).exclude(account__access_token=b"")
        rows = idle.values_list("school_id", "pk", "account_id")
        accounts = set(_to_ask(now).values_list("account_id", flat=True).distinct())
        return [(school, watch) for school, watch, account in rows if account in accounts]


def check(school_id: int, watch_id: int) -> None:
    """Ask about up to a hundred posts of one account, those not asked about for longest."""
    with scope.school(school_id):
        now = database_now()
        watch = Watch.objects.select_related("account").get(pk=watch_id)
        asked = list(_next(watch, now))
        metrics = engaging.wanted(school_id)
    if not asked:
        return
    try:
        with asking.reading(watch.account, posts=len(asked)) as client:
            presence = client.lookup([tweet.tweet_id for tweet in asked], metrics=metrics)
    except errors.XError as error:
        _put_off(watch, error)
        return
    with scope.school(school_id):
        _conclude(asked, presence, database_now())
        engaging.note(watch.account, presence.metrics, database_now())


def _next(watch: Watch, now: datetime) -> TweetQuerySet:
    ours = _to_ask(now).filter(account_id=watch.account_id)
    return ours.order_by(
        F("unseen_since").asc(nulls_last=True), F("checked_at").asc(nulls_first=True)
    )[:AT_ONCE]


def _to_ask(now: datetime) -> TweetQuerySet:
    past = now - timedelta(days=settings.X_PRESENCE_DAYS)
    asked_about = Case.objects.open().filter(tweet=OuterRef("pk"), kind=Case.Kind.MISSING)
    routine = Q(unseen_since=None) & (Q(checked_at=None) | Q(checked_at__lt=past))
    to_confirm = Q(unseen_since__lte=now - CONFIRM, checked_at__lte=now - CONFIRM)
    live = Q(missing_since=None) & (routine | to_confirm)
    doubted = Q(Exists(asked_about), checked_at__lt=now - A_DAY)
    rows = Tweet.objects.filter(live | doubted, posted_at__lt=now - YOUNG)
    return rows.exclude(post__state__in=[State.REMOVING, State.REMOVED])


def _conclude(asked: list[Tweet], presence: Presence, now: datetime) -> None:
    rows = Tweet.objects.select_for_update(of=("self",)).select_related("post", "school")
    ids = [tweet.pk for tweet in asked]
    for tweet in rows.filter(pk__in=ids):
        tweet.checked_at = now
        if tweet.tweet_id in presence.there:
            tweet.last_seen_at, tweet.unseen_since, tweet.missing_since = now, None, None
            casework.close(tweet, Case.Kind.MISSING, Case.Answer.BACK, now)
        elif tweet.tweet_id in presence.gone:
            _not_there(tweet, now)
        tweet.save(update_fields=["checked_at", "last_seen_at", "unseen_since", "missing_since"])


def _not_there(tweet: Tweet, now: datetime) -> None:
    if tweet.unseen_since is None:
        tweet.unseen_since = now
        return
    if now - tweet.unseen_since < CONFIRM or tweet.missing_since is not None:
        return
    tweet.missing_since = now
    engaging.let_go([tweet.pk])
    audit.record(school_id=tweet.school_id, by=None, verb="tweet.missing", subject=tweet, at=now)
    if tweet.post is not None and tweet.post.state == State.POSTED:
        casework.open_case(tweet, Case.Kind.MISSING, now)


def _put_off(watch: Watch, error: errors.XError) -> None:
    """No question to X about this account before its next read, which waits as X asks."""
    with scope.school(watch.school_id):
        now = database_now()
        row = Watch.objects.select_for_update(of=("self",)).get(pk=watch.pk)
        row.trouble = asking.code_of(error)
        row.next_read_at = max(row.next_read_at, asking.again_after(error, watch.account, now))
        row.save(update_fields=["trouble", "next_read_at"])
    asking.renew(error, watch.account)
