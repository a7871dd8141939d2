from datetime import datetime, timedelta

from django.db.models import Count, Q

from consent.academic_year import day_of, midnight_after, months_before
from moderation.incidents.models import Hiding, Hold, Incident, KeepingTime
from moderation.incidents.models.incidents import IncidentQuerySet
from moderation.incidents.playbook import shipped
from schoolsocial.accounts.models import School


def months_of(school: School) -> dict[str, int]:
    """How many months after its closing each kind of incident is kept."""
    own = KeepingTime.objects.filter(school=school).values_list("category", "months")
    return {code: kind.keep_months for code, kind in shipped().items()} | dict(own)


def time_is_over(school: School, now: datetime) -> IncidentQuerySet:
    """Closed ones whose time is over, that nobody keeps longer and X is asked nothing about."""
    today, over = day_of(now), Q(pk=None)
    for category, months in months_of(school).items():
        closed_before = midnight_after(months_before(today, months) - timedelta(days=1))
        over |= Q(category=category, closed_at__lt=closed_before)
    rows = Incident.objects.undisposed().filter(over, school=school)
    held = Hold.objects.standing(today).values("incident")
    return rows.exclude(pk__in=held).exclude(pk__in=Hiding.objects.open().values("incident"))


def destroyed(school: School) -> dict[str, int]:
    """Of how many incidents of each kind nothing can be read any more."""
    rows = Incident.objects.filter(school=school, disposed_at__isnull=False)
    return dict(rows.values_list("category").annotate(Count("pk")))


def standing_hold(incident: Incident, now: datetime) -> Hold | None:
    """What keeps the incident longer, if anything does."""
    rows = Hold.objects.standing(day_of(now)).filter(incident=incident)
    return rows.select_related("by").first()
