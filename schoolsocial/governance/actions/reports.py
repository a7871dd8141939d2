"""Asking for a report to governors, and taking one away."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext, ngettext

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.governance.archiving import keep
from schoolsocial.governance.errors import Refusal
from schoolsocial.governance.models import Report, ReportFile
from schoolsocial.governance.periods import Period
from schoolsocial.governance.queries import reports
from schoolsocial.governance.queries.rollups import counted_at

MOST_A_DAY = 20


class NothingCounted(Refusal):
    """There are no figures yet."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Nothing has been counted yet. The numbers are here tomorrow morning.")
        )


class TooMany(Refusal):
    """A report is kept for good, so not any number of them."""

    def __init__(self) -> None:
        super().__init__(
            ngettext(
                "{count} report was made within a day. Use one of those below, or make it "
                "tomorrow.",
                "{count} reports were made within a day. Use one of those below, or make it "
                "tomorrow.",
                MOST_A_DAY,
            ).format(count=MOST_A_DAY)
        )


def make(*, school: School, period: Period, by: Person, now: datetime) -> tuple[Report, bool]:
    """The report of a period as the figures are now, kept for good, and whether it is new.

    Raises ``NothingCounted``, ``TooMany``, ``NoDocument``.
    """
    at = counted_at(school)
    if at is None:
        raise NothingCounted
    if reports.newest(school, now - timedelta(days=1)) >= MOST_A_DAY:
        raise TooMany
    with transaction.atomic():
        return keep(school=school, period=period, at=at, now=now, by=by)


def note_taken(*, file: ReportFile, by: Person, now: datetime) -> None:
    """Put on record that somebody takes a file away."""
    with transaction.atomic():
        audit.record(
            school_id=file.school_id,
            by=by.pk,
            verb="governance.report_taken",
            subject=file.report,
            details={"kind": file.kind},
            at=now,
        )
