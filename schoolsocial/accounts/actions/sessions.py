"""Ending sign-ins, and giving one a new key."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from schoolsocial.accounts.actions import pushes
from schoolsocial.accounts.models import Person


def end_all(*, person: Person) -> None:
    """Sign the person out everywhere, at once, and tell them nothing there any more."""
    pushes.switch_all_off(person=person, by=None, why="signed-out-everywhere")
    for session in UserSession.objects.filter(user=person):
        session.end()


@transaction.atomic
def renew_key(*, session: SessionBase) -> None:
    """The same session under a new key; the old one opens nothing any more. No event: whoever it is
    was in before, and what they do next is on record.
    """
    before = session.session_key
    session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=session.session_key)
