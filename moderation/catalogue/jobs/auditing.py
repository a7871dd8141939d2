"""Carrying an audit to its end, a few hundred posts in each transaction."""

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from moderation.catalogue import looking, remarking
from moderation.catalogue.models import Audit, Remark, Tweet
from moderation.catalogue.models.tweets import TweetQuerySet
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

AT_ONCE = 250


def one_portion(school_id: int, audit_id: int) -> bool:
    """Look at the next posts; whether there may be more. Between two of these a worker is free for
    a post that is due. What fails three times is left to a person, and the page says so.
    """
    return _tried(school_id, audit_id) and _portion(school_id, audit_id)


def unfinished() -> list[tuple[int, int]]:
    """(school, audit) ids of what is still to be done, the oldest first."""
    with scope.platform():
        rows = Audit.objects.unfinished().order_by("started_at")[:100]
        return list(rows.values_list("school_id", "pk"))


def _tried(school_id: int, audit_id: int) -> bool:
    """Count a try, in a transaction that outlives its failure; whether one was left."""
    with scope.school(school_id):
        waiting = Audit.objects.unfinished().filter(pk=audit_id)
        return bool(waiting.update(tries=F("tries") + 1))


def _portion(school_id: int, audit_id: int) -> bool:
    with scope.school(school_id):
        waiting = Audit.objects.filter(finished_at=None)
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
        row = waiting.select_related("version", "school").filter(pk=audit_id).first()
        if row is None:
            return False
        tweets = list(_next(row))
        if not tweets:
            _finish(row)
            return False
        row.found += _look_at(row, tweets)
        row.reached, row.tries = tweets[-1].pk, 0
        row.done += len(tweets)
        row.save()
        return True


def _next(row: Audit) -> TweetQuerySet:
    """The tweets that come after, without those first seen since the audit began."""
    ahead = Tweet.objects.live().filter(pk__gt=row.reached, first_seen_at__lte=row.started_at)
    return looking.with_all_needed(ahead).order_by("pk")[:AT_ONCE]


def _look_at(row: Audit, tweets: Sequence[Tweet]) -> int:
    """Write down what is found; in how many of them something was."""
    rows = Remark.objects.select_for_update(of=("self",)).filter(tweet__in=tweets)
    known = {one.tweet_id: one for one in rows.order_by("pk")}
    fresh, changed = list[Remark](), list[Remark]()
    found, now = 0, timezone.now()
    for tweet, seen in looking.look(row.school, tweets, row.version, row.day):
        remark = known.get(tweet.pk)
        if seen.verdict is None:
            if remark is not None and remarking.is_over(remark):
                remark.delete()
            continue
        found += 1
        if remark is None:
            fresh.append(remarking.fresh(row, tweet, seen, now))
        else:
            changed.append(remarking.again(row, remark, seen, now))
    # One that somebody's word on a face brought about meanwhile is as new as this
    Remark.objects.bulk_create(fresh, ignore_conflicts=True)
    Remark.objects.bulk_update(changed, remarking.CHANGING)
    return found


def _finish(row: Audit) -> None:
    row.total, row.finished_at = row.done, timezone.now()
    row.save(update_fields=["total", "finished_at"])
    audit.record(
        school_id=row.school_id,
        by=None,
        verb="audit.finished",
        subject=row,
        details={"posts": row.done, "found": row.found, "policy": row.version.number},
    )
