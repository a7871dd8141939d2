"""Incidents as one PDF: everything that happened, the evidence and its digests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters.times import written
from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.presenters.incident import (
    Kept,
    Line,
    StepLine,
    evidence_of,
    lines_of,
    stands,
    step_line,
)
from moderation.incidents.queries.incidents import accounts_of
from schoolsocial.accounts.models import School
from schoolsocial.documents.pdf import Json, Template, pdf

TO_DO = _("To do")


@dataclass(frozen=True, slots=True)
class Printed:
    """One incident, from a new page on."""

    incident: Incident
    stands: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepLine, ...]
    evidence: tuple[Kept, ...]
    lines: tuple[Line, ...]


def as_pdf(incidents: Sequence[Incident], school: School, now: datetime) -> bytes:
    """Each from a new page on. Raises ``words.Shut``, ``NoDocument``."""
    title = _name(incidents[0]) if len(incidents) == 1 else gettext("Incidents")
    return pdf(
        Template.INCIDENTS,
        {"incidents": [_told(page) for page in pages(incidents)]},
        title=title,
        school=school.name,
        as_of=now,
        stands=gettext("As of {day}").format(day=written(now)),
    )


def pages(incidents: Sequence[Incident]) -> tuple[Printed, ...]:
    """Each as it is printed. Raises ``words.Shut``."""
    return tuple(map(_page, incidents))


def _page(incident: Incident) -> Printed:
    steps = IncidentStep.objects.filter(incident=incident).in_order()
    return Printed(
        incident=incident,
        stands=stands(incident),
        facts=tuple((name, fact) for name, fact in _facts(incident) if fact),
        steps=tuple(step_line(step, late=False) for step in steps),
        evidence=tuple(evidence_of(incident)),
        lines=tuple(lines_of(incident, shut=False)),
    )


def _name(incident: Incident) -> str:
    return gettext("Incident {number}").format(number=incident.pk)


def _told(page: Printed) -> dict[str, Json]:
    """The page as the template reads it."""
    return {
        "name": _name(page.incident),
        "label": f"{page.incident.label}.",
        "stands": page.stands,
        "facts": page.facts,
        "steps": [_step(line) for line in page.steps],
        "evidence": [_kept(kept) for kept in page.evidence],
        "lines": [
            {
                "at": line.at,
                "what": f"{line.what}.",
                "reference": line.reference,
                "said": line.said,
            }
            for line in page.lines
        ],
    }


def _step(line: StepLine) -> dict[str, Json]:
    result = str(line.step.get_result_display()) if line.by else str(TO_DO)
    return {"does": str(line.does), "result": result, "by": line.by}


def _kept(kept: Kept) -> dict[str, Json]:
    return {
        "seen": kept.seen,
        "by": kept.by,
        "picture": bool(kept.evidence.media_type),
        "stands": kept.stands,
        "said": kept.said,
        "link": kept.evidence.link,
        "digest": kept.evidence.digest,
    }


def _facts(incident: Incident) -> list[tuple[str, str]]:
    by = incident.reported_by.name if incident.reported_by else gettext("the software")
    accounts = ", ".join(f"@{one.handle}" for one in accounts_of(incident))
    return [
        (gettext("Number"), str(incident.pk)),
        (gettext("Severity"), incident.get_severity_display()),
        (
            gettext("Reported"),
            gettext("{day}, by {name}").format(day=written(incident.reported_at), name=by),
        ),
        (gettext("Confidential"), gettext("Yes") if incident.is_confidential else ""),
        (gettext("Accounts on X"), accounts),
        (gettext("Link"), incident.link),
        (gettext("By law, by"), written(incident.due_at) if incident.due_at else ""),
    ]
