"""Reporting an incident: a minute's work for anybody in school."""

from datetime import datetime

from django.db import transaction

from moderation.incidents import opening
from moderation.incidents.actions import evidence
from moderation.incidents.actions.evidence import Seen
from moderation.incidents.models import Incident
from moderation.incidents.opening import LONGEST_WORDS, NothingSaid, Report, UnknownKind
from schoolsocial.accounts.models import Person, School

__all__ = ["LONGEST_WORDS", "NothingSaid", "Report", "UnknownKind", "report"]


def report(
    *, school: School, report: Report, by: Person, now: datetime, seen: Seen | None = None
) -> Incident:
    """Open an incident, and keep what was seen where it was copied or photographed.

    Raises ``NothingSaid``, ``UnknownKind``, ``words.Shut``.
    """
    with transaction.atomic():
        incident = opening.report(school=school, report=report, by=by, now=now)
        if seen is not None and (seen.words or seen.picture):
            evidence.keep(incident=incident, seen=seen, by=by, now=now)
    return incident
