"""Incidents for the tests."""

from typing import Any

from django.utils import timezone

from moderation.incidents import opening
from moderation.incidents.actions import steps
from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.opening import Report
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope

WORDS = "Somebody wrote rude words under our post about the fair."


def reported(
    school: School, by: Person | None, category: str = "offensive", **fields: Any
) -> Incident:
    """An incident reported just now; ``fields`` as on ``Report``."""
    said = Report(category=category, words=fields.pop("words", WORDS), **fields)
    with scope.school(school.pk):
        return opening.report(school=school, report=said, by=by, now=timezone.now())


def settle_all(incident: Incident, by: Person) -> None:
    """Every step that waits is done."""
    with scope.school(incident.school_id):
        for step in list(incident.steps.filter(done_at=None)):
            steps.settle(
                incident=incident,
                step=step,
                result=IncidentStep.Result.DONE,
                said="Done and written down.",
                reference="",
                by=by,
                now=timezone.now(),
            )


def now_of(incident: Incident) -> Incident:
    """The incident as it is in the database."""
    with scope.school(incident.school_id):
        return Incident.objects.select_related("school", "owner").get(pk=incident.pk)
