"""Whether people can be told on their devices here, and the keys for it."""

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.sealed import BadKey as NoSealingKey
from schoolsocial.sealed import Box
from schoolsocial.web_push import keys
from schoolsocial.web_push.keys import ServerKey

_PURPOSE = "push"
_MAKE = "Make one with: head -c 32 /dev/urandom | base64"


class NotSetUp(Refusal):
    sentence = _(
        "Nobody has set this up here yet. Ask whoever runs the installation to set PUSH_KEY and "
        "TOKEN_KEYS. Mails come as before."
    )


def is_set_up() -> bool:
    """Whether both keys are there: the one that signs, and the one that seals addresses."""
    try:
        server_key()
        box()
    except NotSetUp:
        return False
    return True


def server_key() -> ServerKey:
    """By which push services know this installation. Raises ``NotSetUp``."""
    try:
        return keys.server_key(settings.PUSH_KEY)
    except keys.BadKey:
        raise NotSetUp from None


def box() -> Box:
    """What seals devices' addresses. Raises ``NotSetUp``."""
    try:
        return Box.from_text(settings.TOKEN_KEYS, purpose=_PURPOSE)
    except NoSealingKey:
        raise NotSetUp from None


def contact() -> str:
    """Where a push service reaches whoever runs the installation."""
    told: str = settings.PUSH_CONTACT
    return told if told.startswith(("https://", "mailto:")) else "mailto:nobody@localhost"


def check(**_options: object) -> list[checks.CheckMessage]:
    """What is wrong with the settings, for ``manage.py check``."""
    if not settings.PUSH_KEY:
        return []
    found: list[checks.CheckMessage] = []
    try:
        keys.server_key(settings.PUSH_KEY)
    except keys.BadKey as error:
        found.append(checks.Error(f"PUSH_KEY is no key. {error}", hint=_MAKE, id="push.E001"))
    if not settings.PUSH_CONTACT.startswith(("https://", "mailto:")) and settings.SECURE:
        hint = "Set PUSH_CONTACT to a https:// or mailto: address; Apple takes no other."
        words = "PUSH_CONTACT is no address that push services take."
        found.append(checks.Warning(words, hint=hint, id="push.W001"))
    if not settings.TOKEN_KEYS:
        hint = "Set TOKEN_KEYS, which seals the addresses of people's devices."
        found.append(checks.Warning("PUSH_KEY has no use alone.", hint=hint, id="push.W002"))
    return found
