"""What incidents may need of somebody now; a confidential one, only of whoever may open it."""

from collections.abc import Iterator

from django.db.models import Min, OuterRef, Subquery
from django.utils.translation import ngettext_lazy

from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.models.incidents import IncidentQuerySet
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """Those that are theirs, by the step that is due first; then those that are nobody's."""
    yield Need(
        "incidents.mine",
        ngettext_lazy("incident is yours to look after", "incidents are yours to look after"),
        "incidents:everything",
        Permission.HANDLE_INCIDENTS,
        Incident,
        lambda: _with_first_due(_visible(asked).filter(owner=asked.membership.person)),
        since="reported_at",
        due="first_due_at",
        query="?state=open&mine=on",
    )
    yield Need(
        "incidents.nobodys",
        ngettext_lazy("incident is nobody’s yet", "incidents are nobody’s yet"),
        "incidents:everything",
        Permission.HANDLE_INCIDENTS,
        Incident,
        lambda: _visible(asked).filter(owner=None),
        since="reported_at",
    )


def _visible(asked: Asked) -> IncidentQuerySet:
    return Incident.objects.visible_to(asked.membership).open()


def _with_first_due(rows: IncidentQuerySet) -> IncidentQuerySet:
    waiting = IncidentStep.objects.waiting().filter(incident=OuterRef("pk")).order_by()
    first = waiting.values("incident").annotate(at=Min("due_at")).values("at")
    return rows.annotate(first_due_at=Subquery(first))
