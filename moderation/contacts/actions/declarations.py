"""Staff declare how their own account is set up; they answer for it (S13, S18)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from consent.academic_year import academic_year, day_of
from moderation.contacts.errors import Refusal
from moderation.contacts.models import Declaration
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account


class NotYours(Refusal):
    """Each declares their own account."""

    def __init__(self) -> None:
        super().__init__(gettext("That account is not yours. Declare your own."))


@dataclass(frozen=True, slots=True)
class Declared:
    """The answers; ``who_follows`` a code of ``Declaration.WhoFollows``."""

    name_is_professional: bool
    bio_says_own_views: bool
    who_follows: str
    parents_may_follow: bool
    no_pupil_follows: bool
    two_step: bool


def declare(*, account: Account, declared: Declared, by: Person, now: datetime) -> Declaration:
    """For the academic year of today; said again in the same year, the newest counts.

    Raises ``NotYours``.
    """
    if account.owner_id != by.pk:
        raise NotYours
    year = academic_year(day_of(now))
    with transaction.atomic():
        kept, is_new = Declaration.objects.update_or_create(
            school_id=account.school_id,
            person=by,
            account=account,
            year=year,
            defaults={**asdict(declared), "declared_at": now},
        )
        audit.record(
            school_id=account.school_id,
            by=by.pk,
            verb="account.declared" if is_new else "account.declared_anew",
            subject=kept,
            details={"year": year},
            at=now,
        )
    return kept
