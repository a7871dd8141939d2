"""Who a pupil is, at rest: sealed, and bound to the one notice it was written on."""

from django.conf import settings
from django.utils.translation import gettext

from moderation.contacts.errors import Refusal
from moderation.contacts.models import Contact
from schoolsocial.sealed import BadKey, Box, Unreadable

_PURPOSE = "contact"


class Shut(Refusal):
    """What was written cannot be sealed or opened with the keys of this installation."""


def seal(contact: Contact, words: str) -> bytes:
    """As it may be stored; nothing for no words. Raises ``Shut``."""
    return _box().seal(words, contact.school_id, contact.pk) if words else b""


def unseal(contact: Contact) -> str:
    """Who it is, empty where nobody wrote it down. Raises ``Shut``."""
    if not contact.pupil:
        return ""
    try:
        return _box().open(contact.pupil, contact.school_id, contact.pk)
    except Unreadable:
        raise Shut(
            gettext(
                "Who it is cannot be opened. Ask whoever runs the installation whether "
                "one of its keys was changed."
            )
        ) from None


def _box() -> Box:
    try:
        return Box.from_text(settings.TOKEN_KEYS, purpose=_PURPOSE)
    except BadKey:
        raise Shut(
            gettext(
                "Who it is cannot be kept safe yet: this installation has no key to seal "
                "it with. Ask whoever runs it to set TOKEN_KEYS."
            )
        ) from None
