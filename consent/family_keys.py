"""The key in a family's link: 256 bits that are kept nowhere.

A key is the HMAC-SHA256, under the installation's secret, of a random seed; the row has the seed
and the key's SHA-256. So a mail or a letter can be written again without a key lying in the
database, and a copy of the database opens no family's page. The number before the key says in which
school's scope to look for it, and in no other.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from consent.models import FamilyLink
from schoolsocial.accounts import tokens

_SALT = "consent.family_keys"
_LONGEST = 100
_LARGEST = 2**63


class Key(NamedTuple):
    """A new key as a row keeps it."""

    seed: str
    token_hash: str


def new(school_id: int) -> Key:
    """A key for a link of this school."""
    seed = secrets.token_hex(32)
    return Key(seed, tokens.hashed(_token(school_id, seed, settings.SECRET_KEY)))


def token_of(link: FamilyLink) -> str | None:
    """The link's key; None where the secret it was made with is known no longer."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _token(link.school_id, link.seed, secret)
        if hmac.compare_digest(tokens.hashed(token), link.token_hash):
            return token
    return None


def address_of(link: FamilyLink) -> str | None:
    """The whole address for a mail or a letter."""
    token = token_of(link)
    if token is None:
        return None
    return f"{settings.BASE_URL.rstrip('/')}{reverse('family_link', kwargs={'token': token})}"


def school_of(token: str) -> int | None:
    """In which school's scope to look; None for what was never a key of ours."""
    number, separator, key = token.partition("-")
    well_formed = separator and key and number.isascii() and number.isdecimal()
    if not well_formed or len(token) > _LONGEST or int(number) >= _LARGEST:
        return None
    return int(number)


def _token(school_id: int, seed: str, secret: str) -> str:
    made = salted_hmac(_SALT, f"{school_id}:{seed}", secret=secret, algorithm="sha256")
    return f"{school_id}-{urlsafe_b64encode(made.digest()).decode().rstrip('=')}"
