"""The online-safety library: its messages, and the plan by which drafts are put down."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts.errors import Refusal
from moderation.drafts.models import SafetyMessage, SafetyPlan
from policy import ready_messages
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

MOST = 100  # messages in use
STARTERS = (
    "safer-internet-day",
    "kind-words",
    "tell-somebody",
    "keep-private-things-private",
    "take-a-break",
    "not-who-they-seem",
    "childline",
    "ask-before-a-picture",
    "not-everything-is-true",
    "strong-password",
    "age-limits",
    "ceop",
)
"""The ready messages a library begins with, in the order in which they are used first."""


class LibraryFull(Refusal):
    """As many as can be used in years."""


class NobodyToRunIt(Refusal):
    """Drafts are put down in the name of somebody who drafts posts for that account."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message as it was filled in."""

    text: str
    topic: str
    audience: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, and at what hour on the wall; ``weeks`` is None for once a half-term."""

    weeks: int | None
    weekday: int
    at: time
    begins_on: date


def stock(*, school: School, by: Person, now: datetime) -> int:
    """Put in the ready messages that the library never had; how many. Twice adds nothing."""
    with transaction.atomic():
        _lock(school)
        had = set(SafetyMessage.objects.filter(school=school).values_list("origin", flat=True))
        missing = [ready_messages.BY_ID[one] for one in STARTERS if one not in had]
        for ready in missing:
            words = Words(ready.text, ready.topic, ready.audience)
            _create(school, words, by, now, origin=ready.id)
    return len(missing)


def add(*, school: School, words: Words, by: Person, now: datetime) -> SafetyMessage:
    """One more in the school's own words. Raises ``LibraryFull``."""
    with transaction.atomic():
        _lock(school)
        if SafetyMessage.objects.in_use().filter(school=school).count() >= MOST:
            raise LibraryFull(
                gettext("There are {most} messages in use. Retire one first.").format(most=MOST)
            )
        return _create(school, words, by, now)


def change(*, message: SafetyMessage, words: Words, by: Person, now: datetime) -> SafetyMessage:
    """Other words from now on; drafts that began with the old ones stay as they are."""
    with transaction.atomic():
        held = SafetyMessage.objects.select_for_update().get(pk=message.pk)
        held.text, held.topic, held.audience = words.text, words.topic, words.audience
        held.changed_at = now
        held.save(update_fields=["text", "topic", "audience", "changed_at"])
        _record("safety_message.changed", held, by, now)
    return held


def retire(*, message: SafetyMessage, by: Person, now: datetime) -> None:
    """No draft begins with it any more; twice changes nothing."""
    with transaction.atomic():
        held = SafetyMessage.objects.select_for_update().get(pk=message.pk)
        if held.retired_at is None:
            _retired(held, by, now, "safety_message.retired", at=now)


def bring_back(*, message: SafetyMessage, by: Person, now: datetime) -> None:
    """It is used again; twice changes nothing."""
    with transaction.atomic():
        held = SafetyMessage.objects.select_for_update().get(pk=message.pk)
        if held.retired_at is not None:
            _retired(held, by, now, "safety_message.brought_back", at=None)


def plan(
    *,
    school: School,
    account: Account,
    run_by: Person,
    rhythm: Rhythm,
    by: Person,
    now: datetime,
) -> SafetyPlan:
    """Put drafts down by that rhythm from now on, instead of by the plan before.

    Raises ``NobodyToRunIt``.
    """
    drafting = Membership.objects.able_to(Permission.DRAFT_POSTS).filter(person=run_by)
    if not drafting.exists() or not account.is_open_to(run_by):
        raise NobodyToRunIt(gettext("Choose somebody who drafts posts for that account."))
    weekly = rhythm.weeks is not None
    with transaction.atomic():
        _lock(school)
        _end_going(school, by, now)
        made = SafetyPlan.objects.create(
            school=school,
            account=account,
            run_by=run_by,
            rhythm=SafetyPlan.Rhythm.WEEKS if weekly else SafetyPlan.Rhythm.HALF_TERM,
            weeks=rhythm.weeks,
            weekday=rhythm.weekday,
            at=rhythm.at,
            begins_on=rhythm.begins_on,
            set_by=by,
            set_at=now,
        )
        _record("safety_plan.set", made, by, now)
    return made


def end_plan(*, school: School, by: Person, now: datetime) -> None:
    """Put no more drafts down. Those that are there stay."""
    with transaction.atomic():
        _lock(school)
        _end_going(school, by, now)


def _create(
    school: School, words: Words, by: Person, now: datetime, origin: str = ""
) -> SafetyMessage:
    made = SafetyMessage.objects.create(
        school=school,
        text=words.text,
        topic=words.topic,
        audience=words.audience,
        origin=origin,
        made_by=by,
        made_at=now,
    )
    _record("safety_message.added", made, by, now)
    return made


def _retired(
    message: SafetyMessage, by: Person, now: datetime, verb: str, *, at: datetime | None
) -> None:
    message.retired_at, message.retired_by = at, by if at else None
    message.save(update_fields=["retired_at", "retired_by"])
    _record(verb, message, by, now)


def _end_going(school: School, by: Person, now: datetime) -> None:
    going = SafetyPlan.objects.going().filter(school=school).select_for_update().first()
    if going is not None:
        going.ended_at, going.ended_by = now, by
        going.save(update_fields=["ended_at", "ended_by"])
        _record("safety_plan.ended", going, by, now)


def _lock(school: School) -> None:
    School.objects.select_for_update(no_key=True).get(pk=school.pk)


def _record(verb: str, subject: SafetyMessage | SafetyPlan, by: Person, now: datetime) -> None:
    audit.record(school_id=subject.school_id, by=by.pk, verb=verb, subject=subject, at=now)
