"""Starting an audit of all that is live, and deciding what it found."""

from datetime import datetime
from functools import partial

from django.db import transaction

from consent.academic_year import day_of
from moderation.catalogue import tasks
from moderation.catalogue.errors import (
    AlreadyDecided,
    NotAnAnswer,
    NothingLive,
    PolicyMissing,
    ReasonMissing,
    StillRunning,
)
from moderation.catalogue.jobs import beginning
from moderation.catalogue.models import Audit, Remark
from policy.queries import NoPolicy
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.celery import ring

DECISIONS = (Remark.Decision.KEEP, Remark.Decision.AGAIN)


def start(*, school: School, by: Person, now: datetime) -> Audit:
    """Ask a worker to go through all that is live, by the policy and the register of today.

    Raises ``StillRunning``, ``NothingLive``, ``PolicyMissing``.
    """
    with transaction.atomic():
        try:
            begun = beginning.begin(school, by, now)
        except NoPolicy:
            raise PolicyMissing from None
        if begun is None:
            waiting = Audit.objects.filter(school=school, finished_at=None).exists()
            raise StillRunning if waiting else NothingLive
        transaction.on_commit(partial(ring, tasks.audit, school.pk, begun.pk))
    return begun


def decide(*, remark: Remark, decision: str, by: Person, reason: str, now: datetime) -> Remark:
    """Keep the post, or have it looked at again. Taking it down is a step of its own.

    Raises ``NotAnAnswer``, ``ReasonMissing``, ``AlreadyDecided``.
    """
    if decision not in DECISIONS:
        raise NotAnAnswer
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        remark = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
        if remark.decision == Remark.Decision.TAKE_DOWN:
            raise AlreadyDecided
        remark.decision, remark.reason = decision, reason.strip()[:500]
        remark.decided_by, remark.decided_at = by, now
        remark.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        audit.record(
            school_id=remark.school_id,
            by=by.pk,
            verb="audit.decided",
            subject=remark,
            details={"decision": decision, "tweet": remark.tweet_id, "day": str(day_of(now))},
            at=now,
        )
    return remark
