from datetime import date

from django.db.models import Q

from moderation.drafts.models import WeeklyReminder
from moderation.drafts.models.reminders import WeeklyReminderQuerySet
from schoolsocial.accounts.models import Person, School


def reminders_of(school: School, person: Person) -> WeeklyReminderQuerySet:
    """What reminds this person, and what they set for others, the next first."""
    theirs = WeeklyReminder.objects.filter(Q(person=person) | Q(made_by=person), school=school)
    return theirs.going().select_related("person").order_by("next_at", "id")


def rung_today(school: School, person: Person, day: date) -> list[str]:
    """What this person was reminded of on that day, in words."""
    rows = WeeklyReminder.objects.filter(school=school, person=person).rung_on(day)
    return list(rows.values_list("words", flat=True))
