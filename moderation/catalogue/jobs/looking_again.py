"""A post is looked at between two audits, because somebody said who is in its pictures."""

from datetime import timedelta

from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from consent.academic_year import day_of
from consent.models import Face, FaceAccount, NobodyStatement
from moderation.catalogue import looking, remarking
from moderation.catalogue.models import Audit, Remark, Tweet
from moderation.drafts.jobs.clock import database_now
from schoolsocial.tenancy import scope

MARGIN = timedelta(minutes=1)
"""A word may be written down a little later than it was said, so it is looked at twice."""


def due() -> list[tuple[int, int]]:
    """(school, tweet) ids of posts of whose pictures something was said since the last look."""
    with scope.platform():
        opened: QuerySet[Tweet] = Tweet.objects.live().filter(opened_at__isnull=False)
        rows = opened.filter(_something_said())
        return list(rows.values_list("school_id", "pk")[:100])


def _something_said() -> Q:
    tweet = OuterRef("pk")
    last = ExpressionWrapper(OuterRef("looked_again_at") - MARGIN, DateTimeField())
    since = Coalesce(last, OuterRef("opened_at"))
    boxes = Face.objects.filter(photo__tweet_pictures__tweet=tweet)
    words = FaceAccount.objects.filter(face__photo__tweet_pictures__tweet=tweet)
    signed = NobodyStatement.objects.filter(photo__tweet_pictures__tweet=tweet)
    return (
        Q(Exists(words.filter(said_at__gt=since)))
        | Q(Exists(signed.filter(said_at__gt=since)))
        | Q(Exists(boxes.filter(Q(added_at__gt=since) | Q(removed_at__gt=since))))
    )


def look_again(school_id: int, tweet_id: int) -> None:
    """Bring what the last audit found of the post in line with what is known of it now, by that
    audit's version of the policy and today's register. May be called any number of times.

    Before a school's first audit nothing is written down of any post, and that one will see it.
    """
    with scope.school(school_id):
        now = database_now()
        held = Tweet.objects.live().select_for_update(of=("self",)).filter(pk=tweet_id)
        if held.update(looked_again_at=now):
            last = Audit.objects.select_related("school", "version").latest_first().first()
            if last is not None:
                _look(last, tweet_id)


def _look(last: Audit, tweet_id: int) -> None:
    now = database_now()
    tweets = list(looking.with_all_needed(Tweet.objects.filter(pk=tweet_id)))
    for tweet, seen in looking.look(last.school, tweets, last.version, day_of(now)):
        remarks = Remark.objects.select_for_update(of=("self",)).filter(tweet=tweet)
        if seen.verdict is None:
            before = remarks.first()
            if before is not None and remarking.is_over(before):
                before.delete()
            continue
        new = remarking.fresh(last, tweet, seen, now)
        Remark.objects.bulk_create([new], ignore_conflicts=True)
        remark = remarking.again(last, remarks.get(), seen, now)
        remark.save(update_fields=remarking.CHANGING)
