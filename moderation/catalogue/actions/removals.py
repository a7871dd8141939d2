"""Taking down many posts at once, each by the one way there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from moderation.catalogue import adopting, proving
from moderation.catalogue.errors import NothingChosen, ReasonMissing, TooMany, WrongCount
from moderation.catalogue.models import Remark, Removal, Tweet
from moderation.drafts import errors as drafts_errors
from moderation.drafts.actions import publishing
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

MOST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """How many posts X is being asked to delete, and those that could not be, with a sentence."""

    deleting: int
    refused: tuple[tuple[Tweet, str], ...]


def take_down(
    *,
    tweets: Sequence[Tweet],
    typed: int,
    why: Removal.Why,
    by: Person,
    reason: str,
    now: datetime,
) -> Asked:
    """Have exactly these posts deleted from X; ``typed`` is how many the person says there are.

    One that is being deleted already, or is gone, is left as it is and told of.
    Raises ``NothingChosen``, ``TooMany``, ``WrongCount``, ``ReasonMissing``.
    """
    if not tweets:
        raise NothingChosen
    if len(tweets) > MOST:
        raise TooMany(MOST)
    if typed != len(tweets):
        raise WrongCount(len(tweets))
    if not reason.strip():
        raise ReasonMissing
    refused = list[tuple[Tweet, str]]()
    with transaction.atomic():
        for tweet in tweets:
            try:
                with transaction.atomic():
                    _take_down(tweet, why, by, reason.strip()[:500], now)
            except drafts_errors.Refusal as refusal:
                refused.append((tweet, str(refusal)))
        audit.record(
            school_id=tweets[0].school_id,
            by=by.pk,
            verb="tweets.taken_down",
            details={"posts": len(tweets) - len(refused), "why": str(why)},
            at=now,
        )
    return Asked(len(tweets) - len(refused), tuple(refused))


def _take_down(tweet: Tweet, why: Removal.Why, by: Person, reason: str, now: datetime) -> None:
    held = Tweet.objects.select_for_update(of=("self",)).select_related("post")
    tweet = held.get(pk=tweet.pk)
    post = adopting.adopt(tweet, by=by, now=now)
    remark = Remark.objects.filter(tweet=tweet).first()
    since = remark.opened_at if remark is not None else now
    proving.begin(tweet, why=why, since=since, by=by, now=now)
    publishing.remove(post=post, by=by, reason=reason, now=now)
    if remark is not None:
        remark.decision, remark.reason = Remark.Decision.TAKE_DOWN, reason
        remark.decided_by, remark.decided_at = by, now
        remark.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
