"""Making an evidence pack, and handing it out."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import ngettext

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.governance.actions.reports import NothingCounted
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.evidence import pack
from schoolsocial.governance.evidence.parts import Span
from schoolsocial.governance.models import EvidencePack
from schoolsocial.governance.periods import Period
from schoolsocial.governance.queries import evidence as queries
from schoolsocial.governance.queries.rollups import counted_at

MOST_A_DAY = 10


class TooMany(Refusal):
    """A pack is kept for good, so not any number of them."""

    def __init__(self) -> None:
        super().__init__(
            ngettext(
                "{count} pack was made within a day. Use one of those below, or make it tomorrow.",
                "{count} packs were made within a day. Use one of those below, or make it "
                "tomorrow.",
                MOST_A_DAY,
            ).format(count=MOST_A_DAY)
        )


def make(
    *, school: School, period: Period, about: EvidencePack.About, by: Person, now: datetime
) -> EvidencePack:
    """The pack of a period as everything stands now, kept for good.

    Raises ``NothingCounted``, ``TooMany``, ``NoDocument``.
    """
    at = counted_at(school)
    if at is None:
        raise NothingCounted
    with transaction.atomic():
        School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
        if queries.made_since(school, now - timedelta(days=1)) >= MOST_A_DAY:
            raise TooMany
        span = Span(school, period, now, at, queries.last_event(school))
        return _kept(span, about, by)


def _kept(span: Span, about: EvidencePack.About, by: Person) -> EvidencePack:
    made = pack.made(span, about, by)
    kept = EvidencePack.objects.create(
        school=span.school,
        period=span.period.code,
        name=span.period.name,
        about=about,
        as_of=span.as_of,
        counted_at=span.counted_at,
        made_by=by,
        events=made.chain.events,
        head=made.chain.head,
        troubles=made.chain.troubles,
        content=made.content,
        digest=sha256(made.content).hexdigest(),
    )
    audit.record(
        school_id=span.school.pk,
        by=by.pk,
        verb="governance.evidence_made",
        subject=kept,
        details={"period": kept.period, "about": kept.about, "digest": kept.digest},
        at=span.as_of,
    )
    return kept


def note_taken(*, kept: EvidencePack, by: Person, now: datetime) -> None:
    """Put on record that somebody takes it away."""
    with transaction.atomic():
        audit.record(
            school_id=kept.school_id,
            by=by.pk,
            verb="governance.evidence_taken",
            subject=kept,
            details={"digest": kept.digest},
            at=now,
        )
