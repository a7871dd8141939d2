"""Keeping a report as it was made."""

from datetime import date, datetime
from hashlib import sha256

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.governance import reporting
from schoolsocial.governance.models import Report, ReportFile
from schoolsocial.governance.periods import Period


def keep(
    *,
    school: School,
    period: Period,
    at: datetime,
    now: datetime,
    by: Person | None = None,
    for_end: date | None = None,
) -> tuple[Report, bool]:
    """The report of a period as counted ``at``, and whether it is new, in the caller's transaction.

    One for that end, or one that says the same and was asked for, is taken as it is. Two at once
    wait for each other: the school's row is locked. Raises ``NoDocument``.
    """
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    if for_end is not None and (due := Report.objects.filter(school=school, for_end=for_end)):
        return due[0], False
    made = reporting.files(school, period, at)
    digest = sha256(made[ReportFile.Kind.PDF]).hexdigest()
    same = Report.objects.filter(school=school, period=period.code, digest=digest, for_end=None)
    if for_end is None and (known := same.first()):
        return known, False
    report = Report.objects.create(
        school=school,
        period=period.code,
        name=period.name,
        as_of=at,
        made_at=now,
        made_by=by,
        for_end=for_end,
        digest=digest,
    )
    ReportFile.objects.bulk_create(
        ReportFile(
            school=school,
            report=report,
            kind=kind,
            content=content,
            digest=sha256(content).hexdigest(),
        )
        for kind, content in made.items()
    )
    audit.record(
        school_id=school.pk,
        by=by.pk if by else None,
        verb="governance.report_made",
        subject=report,
        details={"period": period.code, "digest": digest},
        at=now,
    )
    return report, True
