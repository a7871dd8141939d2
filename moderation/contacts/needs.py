"""What pupils who follow staff, and staff's own accounts, may need of somebody now."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from consent.academic_year import academic_year
from moderation.contacts.models import Contact, Declaration
from moderation.contacts.queries.declarations import own_accounts
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """Notices for whoever handles them; a declaration for whoever has an account of their own."""
    membership = asked.membership
    yield Need(
        "contacts.open",
        "notice of a follower who may be a pupil is open",
        "notices of followers who may be pupils are open",
        "contacts:everything",
        Permission.HANDLE_CONTACTS,
        lambda: Contact.objects.open().handled_by(membership),
        since="noticed_at",
        due="due_at",
    )
    declared = Declaration.objects.filter(
        account=OuterRef("pk"), person=membership.person, year=academic_year(asked.today)
    )
    yield Need(
        "contacts.declare",
        "account of yours on X is not declared for this school year",
        "accounts of yours on X are not declared for this school year",
        "contacts:declare",
        Permission.DECLARE_ACCOUNT,
        lambda: own_accounts(asked.school, membership.person).filter(~Exists(declared)),
    )
