from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q

from moderation.drafts.queries import pages
from moderation.drafts.queries.pages import Page
from moderation.incidents.models import Incident
from moderation.incidents.models.incidents import IncidentQuerySet
from schoolsocial.accounts.models import Membership, Person

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Filter:
    """Which incidents a list shows; an empty code means all."""

    category: str = ""
    severity: str = ""
    state: str = "open"
    mine: bool = False

    @property
    def query(self) -> str:
        """As it stands in an address, with what follows it still to come."""
        given = {"kind": self.category, "severity": self.severity, "state": self.state}
        pairs = [*given.items(), *([("mine", "on")] if self.mine else [])]
        return f"{urlencode(pairs)}&"


def visible_to(membership: Membership) -> IncidentQuerySet:
    """What this member may work on, with the people it names."""
    rows = Incident.objects.visible_to(membership)
    return rows.select_related("school", "owner", "reported_by")


def listed(membership: Membership, wanted: Filter, cursor: str) -> Page[Incident]:
    """One page, the newest first, each with the steps that wait."""
    rows = Incident.objects.visible_to(membership).select_related("owner", "reported_by")
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.severity:
        rows = rows.filter(severity=wanted.severity)
    if wanted.mine:
        rows = rows.filter(owner=membership.person)
    if wanted.state:
        rows = rows.filter(closed_at__isnull=wanted.state == "open")
    waiting = Count("steps", filter=Q(steps__done_at=None))
    return pages.page(
        rows.annotate(steps_left=waiting), by="reported_at", cursor=cursor, newest_first=True
    )


def reported_by(person: Person) -> list[Incident]:
    """What somebody reported, the newest first."""
    rows = Incident.objects.reported_by_person(person)
    return list(rows.order_by("-reported_at", "-id")[:MOST_SHOWN])


def linked(incident: Incident, membership: Membership) -> list[Incident]:
    """Others about the same account on X or the same post, as far as the reader may see them."""
    same = Q(post=incident.post) if incident.post_id else Q(pk=None)
    if incident.handle:
        same |= Q(handle__iexact=incident.handle)
    rows = Incident.objects.visible_to(membership).filter(same).exclude(pk=incident.pk)
    return list(rows.order_by("-reported_at", "-id")[:MOST_SHOWN])
