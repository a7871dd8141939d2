"""Saying in time that the law's time runs out."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from moderation.incidents import telling
from moderation.incidents.models import Incident
from schoolsocial.tenancy import scope

BEFORE = timedelta(hours=24)
AT_ONCE = 200


def remind(now: datetime) -> None:
    """A mail a day before the end and another when it is over, each once."""
    for school_id, incident_id in _running_out(now):
        with scope.school(school_id):
            rows = Incident.objects.clock_running().select_for_update(
                skip_locked=True, of=("self",)
            )
            incident = rows.select_related("school").filter(_to_say(now), pk=incident_id).first()
            if incident is not None:
                incident.reminded_at = now
                incident.save(update_fields=["reminded_at"])
                telling.time_is_running_out(incident, now)


def _running_out(now: datetime) -> list[tuple[int, int]]:
    with scope.platform():
        rows = Incident.objects.clock_running().filter(_to_say(now)).order_by("due_at")
        return list(rows.values_list("school_id", "pk")[:AT_ONCE])


def _to_say(now: datetime) -> Q:
    soon = Q(due_at__lte=now + BEFORE, reminded_at=None)
    over = Q(due_at__lte=now, reminded_at__lt=F("due_at"))
    return soon | over
