from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth

from consent.academic_year import LONDON
from moderation.drafts.queries import pages
from moderation.drafts.queries.pages import Page
from moderation.mentions.models import Mention, MentionWatch
from moderation.mentions.models.mentions import MentionQuerySet
from schoolsocial.accounts.models import Membership, School

MOST_SHOWN = 50


def with_all_needed(school: School) -> MentionQuerySet:
    """The school's mentions with the people and accounts they name."""
    rows = Mention.objects.filter(school=school)
    return rows.select_related("account", "decided_by", "incident", "school")


def listed(school: School, state: str, cursor: str) -> Page[Mention]:
    """One page of those that stand so, the newest first."""
    return pages.page(all_listed(school, state), by="posted_at", cursor=cursor, newest_first=True)


def all_listed(school: School, state: str) -> MentionQuerySet:
    """All of them."""
    rows = with_all_needed(school).filter(state=state, let_go_at=None)
    return rows.order_by("-posted_at", "-id")


def ticked(school: School, ids: list[int]) -> list[Mention]:
    """Of these the ones that nobody has looked at yet, a page of them at most."""
    return list(with_all_needed(school).new().filter(pk__in=ids[:MOST_SHOWN], let_go_at=None))


def set_aside_at(place: Membership, at: datetime) -> list[Mention]:
    """What this person said at that moment needs nothing."""
    rows = with_all_needed(place.school).filter(state=Mention.State.FINE, let_go_at=None)
    return list(rows.filter(decided_by=place.person_id, decided_at=at).order_by("pk"))


def watches(school: School) -> list[MentionWatch]:
    """How far each account has been read."""
    rows = MentionWatch.objects.filter(school=school, account__disconnected_at=None)
    return list(rows.select_related("account").order_by("account__handle"))


def thanked_by_month(school: School, since: datetime) -> dict[datetime, int]:
    """How many were thanked for, by the month of the thanks."""
    rows = Mention.objects.filter(school=school, state=Mention.State.THANKED, decided_at__gte=since)
    month = TruncMonth("decided_at", tzinfo=LONDON)
    return dict(rows.annotate(month=month).values_list("month").annotate(Count("pk")))


def for_governors(school: School) -> list[Mention]:
    """Those whose words governors may read, the latest first."""
    rows = with_all_needed(school).for_governors()
    return list(rows.order_by("-decided_at", "-id")[:MOST_SHOWN])
