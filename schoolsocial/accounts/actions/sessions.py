"""Ending sign-ins."""

from allauth.usersessions.models import UserSession

from schoolsocial.accounts.models import Person


def end_all(*, person: Person) -> None:
    """Sign the person out everywhere, at once."""
    for session in UserSession.objects.filter(user=person):
        session.end()
