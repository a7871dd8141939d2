"""Asking the leaders about a post on X, inside whoever's transaction."""

from datetime import datetime

from django.urls import reverse

from moderation.catalogue.models import Case, Tweet
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Letter, Membership, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit

_LETTERS = {
    Case.Kind.OUTSIDE: "posted-outside",
    Case.Kind.MISSING: "post-missing",
    Case.Kind.STANDING: "post-still-there",
    Case.Kind.CHANGED: "post-changed",
}


def open_case(tweet: Tweet, kind: Case.Kind, now: datetime) -> bool:
    """Ask the leaders about it, unless they have been asked; whether there is a new case."""
    case, is_new = Case.objects.get_or_create(
        school_id=tweet.school_id,
        tweet=tweet,
        kind=kind,
        answered_at=None,
        defaults={"opened_at": now},
    )
    if is_new:
        record(case, "case.opened", None, now)
        _tell_leaders(tweet.school, _LETTERS[kind], now)
    return is_new


def close(tweet: Tweet, kind: Case.Kind, answer: Case.Answer, now: datetime) -> None:
    """The question has answered itself."""
    for case in tweet.cases.open().filter(kind=kind):
        case.answer, case.answered_at = answer, now
        case.save(update_fields=["answer", "answered_at"])
        record(case, "case.closed", None, now)


def record(case: Case, verb: str, by: int | None, now: datetime) -> None:
    """The audit event of a case."""
    audit.record(
        school_id=case.school_id,
        by=by,
        verb=verb,
        subject=case,
        details={"kind": str(case.kind), "answer": str(case.answer), "tweet": case.tweet_id},
        at=now,
    )


def _tell_leaders(school: School, kind: str, now: datetime) -> None:
    """One mail each, however many posts there are, until it has left."""
    path = reverse("catalogue:cases", args=[school.slug])
    able = Membership.objects.able_to(Permission.DELETE_LIVE_POSTS)
    waiting = Letter.objects.waiting().filter(school=school, kind=kind)
    told = set(waiting.values_list("to", flat=True))
    for address in sorted({*able.values_list("person__email", flat=True)} - told):
        letters.queue(school=school, to=address, kind=kind, path=path, now=now)
