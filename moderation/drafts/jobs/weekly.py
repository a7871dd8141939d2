"""Ringing weekly reminders: each once an occurrence, however many workers look, and never late in
a bunch: what was missed while the software was away is passed over.
"""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from moderation.drafts import recurrence
from moderation.drafts.models import WeeklyReminder
from moderation.drafts.school_time import school_days
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope

AT_ONCE = 200


def ring(now: datetime) -> None:
    """Remind whoever is to be reminded now."""
    for school_id, reminder_id in _due(now):
        with scope.school(school_id):
            rows = WeeklyReminder.objects.due(now).select_for_update(skip_locked=True, of=("self",))
            found = rows.select_related("school", "person").filter(pk=reminder_id).first()
            if found is not None:
                _ring(found, now)


def _due(now: datetime) -> list[tuple[int, int]]:
    with scope.platform():
        return list(WeeklyReminder.objects.due(now).values_list("school_id", "pk")[:AT_ONCE])


def _ring(reminder: WeeklyReminder, now: datetime) -> None:
    today = timezone.localdate(now)
    if _wanted(reminder, today):
        reminder.rung_on = today
        path = reverse("drafts:mine", args=[reminder.school.slug])
        letters.queue(
            school=reminder.school,
            to=reminder.person.email,
            kind="weekly-reminder",
            path=path,
            now=now,
        )
        audit.record(
            school_id=reminder.school_id, by=None, verb="reminder.rung", subject=reminder, at=now
        )
    reminder.next_at = recurrence.next_weekly(reminder.weekday, reminder.at, now)
    reminder.save(update_fields=["rung_on", "next_at"])


def _wanted(reminder: WeeklyReminder, today: date) -> bool:
    """In term, where that was asked for, of somebody who still drafts, and on its own day."""
    drafting = Membership.objects.able_to(Permission.DRAFT_POSTS)
    if not drafting.filter(person=reminder.person).exists() or reminder.weekday != today.weekday():
        return False
    return not reminder.in_term_only or school_days(reminder.school).in_term(today)
