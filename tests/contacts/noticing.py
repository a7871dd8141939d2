"""Notices for the tests."""

from typing import Any

from django.utils import timezone

from moderation.contacts.actions import contacts
from moderation.contacts.models import Contact
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.hands import hand_account

PUPIL = "skater_kid_9"


def own_account(school: School, teacher: Person) -> Account:
    """A teacher's professional account that no API reaches."""
    return hand_account(school, teacher, handle="MissTeacherSTC", kind="staff")


def noticed(account: Account, by: Person, **fields: Any) -> Contact:
    """Somebody says just now that a follower may be a pupil."""
    given: dict[str, Any] = {"user_id": "", "handle": PUPIL, "now": timezone.now()} | fields
    with scope.school(account.school_id):
        return contacts.notice(account=account, by=by, **given)


def now_of(contact: Contact) -> Contact:
    """The notice as it is in the database."""
    with scope.school(contact.school_id):
        rows = Contact.objects.select_related("school", "block", "incident", "account")
        return rows.get(pk=contact.pk)
