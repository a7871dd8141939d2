from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth

from consent.academic_year import LONDON
from moderation.drafts.queries import pages
from moderation.drafts.queries.pages import Page
from moderation.mentions.models import Mention, MentionWatch
from moderation.mentions.models.mentions import MentionQuerySet
from schoolsocial.accounts.models import School

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
