"""What pupils who follow staff, and staff's own accounts, may need of somebody now."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext_lazy

from consent.academic_year import academic_year
from moderation.contacts.models import Contact, Declaration
from moderation.contacts.queries.declarations import own_accounts
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account
from schoolsocial.x.models.accounts import AccountQuerySet


def needs(asked: Asked) -> Iterator[Need]:
    """Notices for whoever handles them; a declaration for whoever has an account of their own."""
    membership = asked.membership
    yield Need(
        "contacts.open",
        ngettext_lazy(
            "notice of a follower who may be a pupil is open",
            "notices of followers who may be pupils are open",
        ),
        "contacts:everything",
        Permission.HANDLE_CONTACTS,
        Contact,
        lambda: Contact.objects.open().handled_by(membership),
        since="noticed_at",
        due="due_at",
    )
    yield Need(
        "contacts.declare",
        ngettext_lazy(
            "account of yours on X is not declared for this school year",
            "accounts of yours on X are not declared for this school year",
        ),
        "contacts:declare",
        Permission.DECLARE_ACCOUNT,
        Account,
        lambda: _undeclared(asked),
    )


def _undeclared(asked: Asked) -> AccountQuerySet:
    person = asked.membership.person
    declared = Declaration.objects.filter(
        account=OuterRef("pk"), person=person, year=academic_year(asked.today)
    )
    return own_accounts(asked.school, person).filter(~Exists(declared))
