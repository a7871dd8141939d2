"""Weekly reminders: set for oneself, and by senior leaders for others."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts import recurrence
from moderation.drafts.errors import Refusal
from moderation.drafts.models import WeeklyReminder
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit

MOST = 50  # a school that sets more has stopped reading them


class NotADrafter(Refusal):
    """Only somebody who drafts posts is reminded to."""


class TooMany(Refusal):
    """The school has as many as anybody can heed."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """What to remind of, and when by the clock in London; ``weekday`` 0 is Monday."""

    words: str
    weekday: int
    at: time
    in_term_only: bool = True


def remind(
    *, school: School, person: Person, weekly: Weekly, by: Person, now: datetime
) -> WeeklyReminder:
    """Remind that person every week from now on. Raises ``NotADrafter``, ``TooMany``."""
    drafting = Membership.objects.able_to(Permission.DRAFT_POSTS)
    if not drafting.filter(person=person).exists():
        raise NotADrafter(gettext("Choose somebody who drafts posts at this school."))
    with transaction.atomic():
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
        if WeeklyReminder.objects.going().count() >= MOST:
            raise TooMany(
                gettext("There are {most} reminders already. End one first.").format(most=MOST)
            )
        made = WeeklyReminder.objects.create(
            school=school,
            person=person,
            words=weekly.words,
            weekday=weekly.weekday,
            at=weekly.at,
            in_term_only=weekly.in_term_only,
            next_at=recurrence.next_weekly(weekly.weekday, weekly.at, now),
            made_by=by,
            made_at=now,
        )
        _record(made, "reminder.set", by, now)
    return made


def end(*, reminder: WeeklyReminder, by: Person, now: datetime) -> None:
    """Remind no more; ending it twice changes nothing."""
    with transaction.atomic():
        held = WeeklyReminder.objects.going().select_for_update().filter(pk=reminder.pk).first()
        if held is not None:
            held.ended_at = now
            held.save(update_fields=["ended_at"])
            _record(held, "reminder.ended", by, now)


def _record(reminder: WeeklyReminder, verb: str, by: Person, now: datetime) -> None:
    audit.record(school_id=reminder.school_id, by=by.pk, verb=verb, subject=reminder, at=now)
