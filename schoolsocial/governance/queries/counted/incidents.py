"""What went wrong, and whether it was dealt with in time."""

from datetime import datetime

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import TruncDate

from consent.academic_year import LONDON
from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.playbook import Severity, shipped
from schoolsocial.accounts.models import School
from schoolsocial.governance.indicators import deadlines, incidents
from schoolsocial.governance.queries.counted.counted import Facts, Happened, States

_NO_LAW = "none"


def reported(school: School, now: datetime) -> Facts:
    """Incidents by kind, severity and how the law's time stands, by the day of the report."""
    rows = Incident.objects.filter(school=school).annotate(
        day=TruncDate("reported_at", tzinfo=LONDON), legal=_legal_time(now)
    )
    kinds = rows.values_list("day", "category", "severity", "legal")
    for day, category, severity, legal, number in kinds.annotate(n=Count("pk")).order_by():
        kind = f"{shipped()[category].label}, {Severity(severity).label.lower()}"
        yield Happened(day, incidents.MEASURE, f"{kind}:{legal}", number)


def late(school: School, now: datetime) -> States:
    """Open incidents that are past a target."""
    due = IncidentStep.objects.waiting().filter(incident=OuterRef("pk"), due_at__lt=now)
    over = Q(met_at=None, due_at__lt=now)
    rows = Incident.objects.filter(school=school).open().filter(Q(Exists(due)) | over)
    return {incidents.OPEN: {incidents.LATE: rows.count()}}


def _legal_time(now: datetime) -> Case:
    return Case(
        When(due_at=None, then=Value(_NO_LAW)),
        When(met_at__lte=F("due_at"), then=Value(deadlines.MET)),
        When(met_at=None, due_at__gte=now, then=Value(deadlines.RUNNING)),
        default=Value(deadlines.MISSED),
        output_field=CharField(),
    )
