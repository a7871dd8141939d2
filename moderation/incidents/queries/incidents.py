from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from moderation.drafts.models import Post
from moderation.drafts.queries import pages
from moderation.drafts.queries.pages import Page
from moderation.incidents.models import AccountLink, Incident, IncidentStep, OtherAccount
from moderation.incidents.models.incidents import IncidentQuerySet
from moderation.incidents.replies import tweet_id_in
from schoolsocial.accounts.models import Membership, Person

MOST_SHOWN = 20
MOST_ABOUT_ONE = 200


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
    rows = _matching(membership, wanted).select_related("owner")
    return pages.page(rows, by="reported_at", cursor=cursor, newest_first=True)


def all_listed(membership: Membership, wanted: Filter) -> QuerySet[Incident]:
    """All of them, with who reported each."""
    return _matching(membership, wanted).select_related("owner", "reported_by")


def _matching(membership: Membership, wanted: Filter) -> QuerySet[Incident]:
    rows = Incident.objects.visible_to(membership)
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.severity:
        rows = rows.filter(severity=wanted.severity)
    if wanted.mine:
        rows = rows.filter(owner=membership.person)
    if wanted.state:
        rows = rows.filter(closed_at__isnull=wanted.state == "open")
    waiting = IncidentStep.objects.filter(incident=OuterRef("pk"), done_at=None).order_by()
    left = Subquery(waiting.values("incident").annotate(left=Count("pk")).values("left"))
    return rows.annotate(steps_left=Coalesce(left, 0)).order_by("-reported_at", "-id")


def reported_by(person: Person) -> list[Incident]:
    """What somebody reported, the newest first."""
    rows = Incident.objects.reported_by_person(person)
    return list(rows.order_by("-reported_at", "-id")[:MOST_SHOWN])


def linked(incident: Incident, membership: Membership) -> list[Incident]:
    """Others of which somebody said that they belong to it, or that are about the same account on X
    or the same post, as far as the reader may see them.
    """
    same = Q(post=incident.post) if incident.post_id else Q(pk=None)
    accounts = AccountLink.objects.filter(incident=incident).values("account")
    about = AccountLink.objects.filter(account__in=accounts).values("incident")
    same |= Q(pk__in=about) | Q(links__other=incident) | Q(links_back__incident=incident)
    rows = Incident.objects.visible_to(membership).filter(same).exclude(pk=incident.pk)
    return list(rows.distinct().order_by("-reported_at", "-id")[:MOST_SHOWN])


def our_post(incident: Incident) -> Post | None:
    """The school's own post that the incident is about, where the ledger has it."""
    if incident.post_id is not None:
        return incident.post
    tweet_id = tweet_id_in(incident.link)
    rows = Post.objects.filter(school_id=incident.school_id, tweet_id=tweet_id)
    return rows.first() if tweet_id else None


def accounts_of(incident: Incident) -> list[OtherAccount]:
    """The accounts on X that the incident is about."""
    rows = OtherAccount.objects.filter(links__incident=incident)
    return list(rows.order_by("links__at", "links__id"))


def accounts_seen(membership: Membership) -> QuerySet[OtherAccount]:
    """The accounts of all incidents that the reader may see."""
    seen = Incident.objects.visible_to(membership).values("pk")
    return OtherAccount.objects.filter(links__incident__in=seen).distinct()


def about(account: OtherAccount, membership: Membership) -> list[Incident]:
    """Every incident about that account that the reader may see, the newest first."""
    rows = visible_to(membership).filter(account_links__account=account)
    return list(rows.order_by("-reported_at", "-id")[:MOST_ABOUT_ONE])


def chosen(membership: Membership, ids: Iterable[int]) -> list[Incident]:
    """Those of these numbers that the reader may see, the oldest first."""
    return list(visible_to(membership).filter(pk__in=ids).order_by("reported_at", "id"))
