"""A letter filled with what the incident knows, and nothing it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format

from moderation.drafts.presenters.times import written
from moderation.drafts.wall_clock import LONDON
from moderation.incidents import letters
from moderation.incidents.letters import Template
from moderation.incidents.models import Incident
from moderation.incidents.queries.letters import words_of
from schoolsocial.accounts.models import Person
from schoolsocial.documents.pdf import Template as Paper
from schoolsocial.documents.pdf import pdf


@dataclass(frozen=True, slots=True)
class Letter:
    template: Template
    incident: Incident
    words: str


def present(incident: Incident, template: Template, *, writer: Person, now: datetime) -> Letter:
    """The letter as this school writes it, signed by ``writer``."""
    words = letters.filled(words_of(incident.school, template), _known(incident, writer, now))
    return Letter(template, incident, words)


def as_pdf(incident: Incident, template: Template, words: str, now: datetime) -> bytes:
    """The letter with what its writer made of it. Raises ``NoDocument``."""
    return pdf(
        Paper.LETTER,
        {"words": words.replace("\r\n", "\n").strip()},
        title=template.label,
        school=incident.school.name,
        as_of=now,
        stands="",
    )


def _known(incident: Incident, writer: Person, now: datetime) -> Mapping[str, str]:
    return {
        "school": incident.school.name,
        "today": _day(now),
        "writer": writer.name,
        "reference": f"incident {incident.pk}",
        "kind": incident.label,
        "severity": incident.get_severity_display(),
        "reported": _day(incident.reported_at),
        "reporter": incident.reported_by.name if incident.reported_by else "",
        "owner": incident.owner.name if incident.owner else "",
        "handle": f"@{incident.handle}" if incident.handle else "",
        "link": incident.link,
        "due": written(incident.due_at) if incident.due_at else "",
    }


def _day(moment: datetime) -> str:
    return date_format(moment.astimezone(LONDON), "j F Y")
