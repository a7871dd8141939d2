from dataclasses import dataclass
from datetime import date

from consent.academic_year import academic_year
from moderation.contacts.models import Declaration
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.x.models import Account, AccountQuerySet


@dataclass(frozen=True, slots=True)
class Standing:
    """A professional account, its owner, and what was declared of it in that year, if anything."""

    account: Account
    owner: Person
    declaration: Declaration | None


def own_accounts(school: School, person: Person) -> AccountQuerySet:
    """The person's own professional accounts."""
    kept = school.accounts.present().filter(kind=Account.Kind.STAFF, owner=person)
    return kept.order_by("handle")


def own_of(account: Account, day: date) -> Declaration | None:
    """What its owner declared in that day's academic year."""
    rows = Declaration.objects.filter(account=account, person=account.owner_id)
    return rows.filter(year=academic_year(day)).first()


def of_year(school: School, day: date) -> list[Standing]:
    """Every professional account whose owner is here, those that were not declared first."""
    declared = {
        (one.account_id, one.person_id): one
        for one in Declaration.objects.filter(school=school, year=academic_year(day))
    }
    active = set(Membership.objects.active().values_list("person_id", flat=True))
    rows = school.accounts.present().filter(kind=Account.Kind.STAFF, owner__in=active)
    found = [
        Standing(account, owner, declared.get((account.pk, owner.pk)))
        for account in rows.select_related("owner").order_by("owner__name", "handle")
        if (owner := account.owner) is not None
    ]
    return sorted(found, key=lambda one: one.declaration is not None)
