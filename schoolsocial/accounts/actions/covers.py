"""Naming who reviews while a leader is away, and ending it early."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts import queries
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Cover, Person, School
from schoolsocial.accounts.models.covers import LONGEST
from schoolsocial.audit import actions as audit


class NotOneself(Refusal):
    sentence = _("Nobody names themselves. Ask another leader or administrator of the school.")


class CannotCover(Refusal):
    sentence = _(
        "This person cannot be named: they approve already, are only a governor, or have left."
    )


class DaysGoneBy(Refusal):
    sentence = _("The last day has gone by. Check both dates.")


class TooLong(Refusal):
    sentence = format_lazy(
        _(
            "Cover lasts {days} days at most. Whoever reviews for longer is given the "
            "role of a senior leader under People."
        ),
        days=LONGEST.days,
    )


class OverAlready(Refusal):
    sentence = _("This cover is over already, so there is nothing to end.")


@transaction.atomic
def name(
    *, school: School, person: Person, by: Person, first_day: date, last_day: date, now: datetime
) -> Cover:
    """Let the person review from the one day to the other, both included.

    Raises ``NotOneself``, ``CannotCover``, ``DaysGoneBy``, ``TooLong``.
    """
    if person.pk == by.pk:
        raise NotOneself
    if last_day < timezone.localdate(now):
        raise DaysGoneBy
    if last_day - first_day > LONGEST:
        raise TooLong
    place = queries.may_cover().select_for_update(of=("self",)).filter(person=person).first()
    if place is None:
        raise CannotCover
    cover = Cover.objects.create(
        school=school,
        person=person,
        first_day=first_day,
        last_day=last_day,
        named_by=by,
        named_at=now,
    )
    _record("cover.named", cover, by, now)
    path = reverse("school_home", args=[school.slug])
    letters.queue(school=school, to=person.email, kind="cover-named", path=path, now=now)
    return cover


@transaction.atomic
def end(*, cover: Cover, by: Person, now: datetime) -> Cover:
    """End it at once. What they approved stays approved. Raises ``OverAlready``."""
    held = Cover.objects.select_for_update(of=("self",)).select_related("person", "school")
    cover = held.get(pk=cover.pk)
    if cover.ended_at is not None or cover.last_day < timezone.localdate(now):
        raise OverAlready
    cover.ended_at, cover.ended_by = now, by
    cover.save(update_fields=["ended_at", "ended_by"])
    _record("cover.ended", cover, by, now)
    return cover


def _record(verb: str, cover: Cover, by: Person, now: datetime) -> None:
    details: dict[str, audit.Detail] = {
        "person": cover.person_id,
        "first_day": cover.first_day.isoformat(),
        "last_day": cover.last_day.isoformat(),
    }
    audit.record(
        school_id=cover.school_id, by=by.pk, verb=verb, subject=cover, details=details, at=now
    )
