"""Asking X whether what others wrote is still there; what was deleted there is let go of here.

X's developer terms ask for it. Like a missing post, a mention is gone when X, asked for its number,
said so twice, some time apart. Evidence that a person has made an incident of is the school's own
record and stays with the incident.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q

from moderation.catalogue import asking as answers
from moderation.drafts.jobs.clock import database_now
from moderation.mentions.asking import asking
from moderation.mentions.letting_go import let_go
from moderation.mentions.models import Mention, MentionWatch
from moderation.mentions.models.mentions import MentionQuerySet
from schoolsocial.tenancy import scope
from schoolsocial.x import errors
from schoolsocial.x.timeline import Presence

AT_ONCE = 100  # ids X takes in one question
CONFIRM = timedelta(minutes=15)  # between the two answers


def due() -> list[tuple[int, int]]:
    """(school, watch) ids of the accounts with mentions to ask about, none of it in trouble."""
    with scope.platform():
        accounts = set(_to_ask(database_now()).values_list("account_id", flat=True).distinct())
        rows = MentionWatch.objects.usable().filter(trouble="", account__in=accounts)
        return list(rows.values_list("school_id", "pk"))


def check(school_id: int, watch_id: int) -> None:
    """Ask about up to a hundred mentions of one account, those to be confirmed first."""
    with scope.school(school_id):
        watch = MentionWatch.objects.select_related("account", "school").get(pk=watch_id)
        ours = _to_ask(database_now()).filter(account=watch.account)
        ordered = ours.order_by(F("missing_since").asc(nulls_last=True), "checked_at", "id")
        asked = list(ordered.values_list("tweet_id", flat=True)[:AT_ONCE])
    if not asked:
        return
    try:
        with asking(watch.account, call="read_post", number=len(asked)) as client:
            presence = client.lookup(asked)
    except errors.XError as error:
        _put_off(watch, error)
        return
    with scope.school(school_id):
        _conclude(watch, presence, database_now())


def _to_ask(now: datetime) -> MentionQuerySet:
    past = now - timedelta(days=settings.X_PRESENCE_DAYS)
    routine = Q(missing_since=None, checked_at__lt=past)
    to_confirm = Q(missing_since__lte=now - CONFIRM, checked_at__lte=now - CONFIRM)
    return Mention.objects.held().filter(routine | to_confirm)


def _conclude(watch: MentionWatch, presence: Presence, now: datetime) -> None:
    rows = Mention.objects.filter(account=watch.account)
    rows.filter(tweet_id__in=presence.there).update(checked_at=now, missing_since=None)
    gone = rows.filter(tweet_id__in=presence.gone)
    let_go(gone.filter(missing_since__lte=now - CONFIRM), now)
    gone.filter(missing_since=None).update(checked_at=now, missing_since=now)


def _put_off(watch: MentionWatch, error: errors.XError) -> None:
    """No question to X about this account before its next read, which waits as X asks."""
    with scope.school(watch.school_id):
        now = database_now()
        row = MentionWatch.objects.select_for_update(of=("self",)).get(pk=watch.pk)
        row.trouble = answers.code_of(error)
        row.next_read_at = max(row.next_read_at, answers.again_after(error, watch.account, now))
        row.save(update_fields=["trouble", "next_read_at"])
    answers.renew(error, watch.account)
