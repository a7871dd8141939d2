"""Founding schools and keeping their settings and terms."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.actions import invitations
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person, School, Term
from schoolsocial.accounts.roles import Role
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope


class AddressTaken(Refusal):
    sentence = _("Another school has this address. Choose another one.")


class TermsOverlap(Refusal):
    sentence = _("These days overlap with another term of the school. Check both dates.")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator may change of a school. Hours and minutes as on the model."""

    name: str
    handle: str
    phase: str
    require_second_factor: bool
    review_hours: int
    grace_minutes: int
    takedown_hours: int = 24
    trip_hours: int = 6


@transaction.atomic
def found(
    *,
    slug: str,
    name: str,
    phase: str,
    admin_email: str,
    admin_name: str,
    by: Person,
    now: datetime,
    admin_leads: bool = False,
) -> School:
    """A new school, and an invitation to its first administrator, who may be a senior leader as
    well. Raises ``AddressTaken``.
    """
    school, is_new = School.objects.get_or_create(
        slug=slug, defaults={"name": name, "phase": phase}
    )
    if not is_new:
        raise AddressTaken
    audit.record(school_id=None, by=by.pk, verb="school.founded", subject=school)
    with scope.school(school.pk):
        audit.record(school_id=school.pk, by=by.pk, verb="school.founded", subject=school)
        roles = [Role.ADMIN, Role.SLT] if admin_leads else [Role.ADMIN]
        invitations.invite(
            school=school, by=by, email=admin_email, name=admin_name, roles=roles, now=now
        )
    return school


@transaction.atomic
def change_settings(*, school: School, by: Person, settings: Settings) -> School:
    """Put these settings in force; the audit event names those that changed."""
    kept = School.objects.select_for_update().get(pk=school.pk)
    changed = [name for name, value in asdict(settings).items() if getattr(kept, name) != value]
    if not changed:
        return kept
    for name in changed:
        setattr(kept, name, getattr(settings, name))
    kept.save(update_fields=changed)
    details: dict[str, audit.Detail] = {"changed": changed}
    audit.record(
        school_id=school.pk, by=by.pk, verb="school.changed", subject=kept, details=details
    )
    return kept


@transaction.atomic
def add_term(*, school: School, by: Person, name: str, starts_on: date, ends_on: date) -> Term:
    """A term, both days included. Raises ``TermsOverlap``."""
    School.objects.select_for_update().get(pk=school.pk)
    if Term.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise TermsOverlap
    term = Term.objects.create(school=school, name=name, starts_on=starts_on, ends_on=ends_on)
    audit.record(school_id=school.pk, by=by.pk, verb="term.added", subject=term)
    return term


@transaction.atomic
def remove_term(*, term: Term, by: Person) -> None:
    audit.record(school_id=term.school_id, by=by.pk, verb="term.removed", subject=term)
    term.delete()
