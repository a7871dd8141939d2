"""A post is looked at between two audits, because somebody said who is in its pictures."""

from datetime import datetime

from consent.academic_year import day_of
from moderation.catalogue import looking, remarking
from moderation.catalogue.models import Audit, Remark, Tweet
from moderation.drafts.models import Post


def heed(post: Post, now: datetime, **_told: object) -> None:
    """Bring what the last audit found of the post in line with what is known of it now, by that
    audit's version of the policy and today's register; inside whoever's transaction.

    Before a school's first audit nothing is written down of any post, and that one will see it.
    """
    last = Audit.objects.filter(school_id=post.school_id).latest_first().first()
    if last is None:
        return
    tweets = list(looking.with_all_needed(Tweet.objects.live().filter(post=post)))
    for tweet, seen in looking.look(post.school, tweets, last.version, day_of(now)):
        _write_down(last, tweet, seen, now)


def _write_down(last: Audit, tweet: Tweet, seen: looking.Sight, now: datetime) -> None:
    remarks = Remark.objects.select_for_update(of=("self",)).filter(tweet=tweet)
    if seen.verdict is None:
        before = remarks.first()
        if before is not None and remarking.is_over(before):
            before.delete()
        return
    new = remarking.fresh(last, tweet, seen, now)
    Remark.objects.bulk_create([new], ignore_conflicts=True)
    remark = remarking.again(last, remarks.get(), seen, now)
    remark.looked_again_at = now
    remark.save(update_fields=remarking.CHANGING)
