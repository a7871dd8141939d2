"""Passwords known from breaches, told without sending any password anywhere.

Offline, Django's bundled list of the 20,000 most common breached passwords is applied to the heart
of a password: without the digits and signs around it, and with the usual swaps undone. Online, if
``BREACH_CHECK_URL`` is set, five characters of its SHA-1 are compared (k-anonymity).
"""

import hashlib
import logging
import re
from functools import cache

import requests
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

TIMEOUT_SECONDS = 2
ADVISED_LENGTH = 15
SWAPS = str.maketrans("013457@$!", "oleastasi")
OURS = frozenset(
    {
        "academy",
        "consent",
        "deputy",
        "governor",
        "governors",
        "headteacher",
        "office",
        "policy",
        "primary",
        "pupil",
        "pupils",
        "safeguarding",
        "school",
        "schoolsocial",
        "social",
        "teacher",
        "twitter",
    }
)
"""Words anybody would try here; docs/security.md lists them."""
AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")

log = logging.getLogger(__name__)


class BreachedPasswordValidator:
    """Refuses a known password, one dressed up with digits and signs, and one said twice."""

    def validate(self, password: str, user: object = None) -> None:
        if _hearts(password) & _common():
            raise ValidationError(
                gettext(
                    "This is a password that others use too, with something added. "
                    "Attackers try these first. Use three or four unrelated words."
                ),
                code="password_dressed_up",
            )
        if settings.BREACH_CHECK_URL and _is_listed(password):
            raise ValidationError(
                gettext(
                    "This password appears in a published breach. Choose one you use nowhere else."
                ),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return gettext(
            "Better {least} characters or more: three or four unrelated words, used nowhere else."
        ).format(least=ADVISED_LENGTH)


def _hearts(password: str) -> set[str]:
    """What is left without decoration, as typed and with swaps undone; halves said twice once."""
    words = {password.lower(), AROUND.sub("", password.lower())}
    words |= {AROUND.sub("", word.translate(SWAPS)) for word in set(words)}
    words |= {re.sub(r"[\W_]", "", word) for word in set(words)}
    words |= {word[: len(word) // 2] for word in set(words) if word == word[: len(word) // 2] * 2}
    return words


@cache
def _common() -> frozenset[str]:
    return OURS.union(CommonPasswordValidator().passwords)


def _is_listed(password: str) -> bool:
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    try:
        answer = requests.get(
            f"{settings.BREACH_CHECK_URL}{digest[:5]}",
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
        answer.raise_for_status()
    except requests.RequestException as error:
        log.warning("The breach check did not answer (%s); its part is skipped.", type(error))
        return False
    return any(line.split(":")[0] == digest[5:] for line in answer.text.splitlines())
