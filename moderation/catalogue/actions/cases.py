"""What leaders answer when a post went out, or went away, outside the process."""

from datetime import datetime

from django.db import transaction

from moderation.catalogue import adopting, casework, proving
from moderation.catalogue.errors import AlreadyDecided, NotAnAnswer, ReasonMissing, WhoMissing
from moderation.catalogue.models import Case, Removal
from moderation.drafts import takedowns
from moderation.drafts.actions import publishing
from moderation.drafts.models import Post, Takedown
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import State, Verb
from schoolsocial.accounts.models import Person

Kind, Answer = Case.Kind, Case.Answer

ANSWERS: dict[str, tuple[Case.Answer, ...]] = {
    Kind.OUTSIDE: (Answer.ADOPTED, Answer.EXPLAINED, Answer.TAKEN_DOWN),
    Kind.MISSING: (Answer.DELETED_BY_HAND, Answer.ACCOUNT_TROUBLE),
    Kind.STANDING: (Answer.ACCOUNT_TROUBLE,),
    Kind.CHANGED: (Answer.ACCEPTED, Answer.TAKEN_DOWN),
}
"""What a person may answer to each kind; the other answers the software gives itself."""


def answer(
    *,
    case: Case,
    answer: str,
    by: Person,
    reason: str,
    now: datetime,
    who: Person | None = None,
) -> Case:
    """Decide the case; ``who`` is the person who posted or deleted by hand.

    Raises ``NotAnAnswer``, ``ReasonMissing``, ``WhoMissing``, ``AlreadyDecided`` and what
    ``publishing.remove`` raises.
    """
    if answer not in ANSWERS[case.kind]:
        raise NotAnAnswer
    if not reason.strip():
        raise ReasonMissing
    if answer == Answer.EXPLAINED and who is None:
        raise WhoMissing
    with transaction.atomic():
        held = Case.objects.select_for_update(of=("self",)).select_related("tweet__post")
        case = held.get(pk=case.pk)
        if case.answered_at is not None:
            raise AlreadyDecided
        case.answer, case.reason, case.who = answer, reason.strip()[:500], who
        case.answered_by, case.answered_at = by, now
        case.save()
        casework.record(case, "case.answered", by.pk, now)
        _carry_out(case, by, now)
    return case


def pass_on(*, case: Case, now: datetime) -> None:
    """The floor that keeps incidents has taken the case up."""
    with transaction.atomic():
        waiting = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk)
        row = waiting.filter(passed_on_at=None).first()
        if row is not None:
            row.passed_on_at = now
            row.save(update_fields=["passed_on_at"])
            casework.record(row, "case.passed_on", None, now)


def _carry_out(case: Case, by: Person, now: datetime) -> None:
    if case.kind == Kind.OUTSIDE:
        post = adopting.adopt(case.tweet, by=by, now=now)
        if case.answer == Answer.TAKEN_DOWN:
            _take_down(case, post, Removal.Why.OUTSIDE, by, now)
    elif case.answer == Answer.TAKEN_DOWN and case.tweet.post is not None:
        _take_down(case, case.tweet.post, Removal.Why.OTHER, by, now)
    elif case.answer == Answer.DELETED_BY_HAND and case.tweet.post is not None:
        _gone_by_hand(case, case.tweet.post, by, now)


def _take_down(case: Case, post: Post, why: Removal.Why, by: Person, now: datetime) -> None:
    proving.begin(case.tweet, why=why, since=case.opened_at, by=by, now=now)
    publishing.remove(post=post, by=by, reason=case.reason, now=now)


def _gone_by_hand(case: Case, post: Post, by: Person, now: datetime) -> None:
    """The record follows what happened: nothing is left to be deleted."""
    post = lock(post)
    if post.state != State.POSTED:
        return
    gone_at = case.tweet.missing_since or now
    proof = proving.begin(case.tweet, why=Removal.Why.OTHER, since=gone_at, by=None, now=gone_at)
    proof.gone_at, proof.last_word = gone_at, "gone"
    proof.save(update_fields=["gone_at", "last_word"])
    move(post, Verb.REMOVE, by=by, now=now, removal_reason=case.reason, not_before=None)
    move(post, Verb.RECORD_REMOVED, by=None, now=now, removed_at=gone_at)
    takedowns.close(Takedown.objects.filter(post=post), Takedown.Outcome.REMOVED, now)
