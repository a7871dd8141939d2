"""Second factors set up for somebody, rather than by them."""

from allauth.mfa.totp.internal.auth import TOTP

from schoolsocial.accounts.models import Person


def give_totp(*, person: Person, secret: str) -> None:
    """An authenticator app with this secret (base32): for the demo and the tests."""
    TOTP.activate(person, secret)
