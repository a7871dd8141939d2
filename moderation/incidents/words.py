"""Words and pictures of an incident at rest: sealed, and bound to their incident."""

import base64

from django.conf import settings
from django.utils.translation import gettext

from moderation.incidents.errors import Refusal
from moderation.incidents.models import Incident
from schoolsocial.sealed import BadKey, Box, Unreadable

_PURPOSE = "incident"


class Shut(Refusal):
    """What was written cannot be sealed or opened with the keys of this installation."""


def seal(incident: Incident, words: str) -> bytes:
    """As it may be stored; nothing for no words. Raises ``Shut``."""
    return _box().seal(words, incident.school_id, incident.pk) if words else b""


def unseal(incident: Incident, sealed: bytes | memoryview) -> str:
    """The words again. Raises ``Shut``."""
    if not sealed:
        return ""
    try:
        return _box().open(sealed, incident.school_id, incident.pk)
    except Unreadable:
        raise Shut(
            gettext(
                "What was written here cannot be opened. Ask whoever runs the "
                "installation whether one of its keys was changed."
            )
        ) from None


def seal_picture(incident: Incident, content: bytes) -> bytes:
    """A picture's exact bytes as they may be stored. Raises ``Shut``."""
    return seal(incident, base64.b64encode(content).decode("ascii"))


def unseal_picture(incident: Incident, sealed: bytes | memoryview) -> bytes:
    """The exact bytes again. Raises ``Shut``."""
    return base64.b64decode(unseal(incident, sealed))


def _box() -> Box:
    try:
        return Box.from_text(settings.TOKEN_KEYS, purpose=_PURPOSE)
    except BadKey:
        raise Shut(
            gettext(
                "Incidents cannot be kept safe yet: this installation has no key to seal "
                "them with. Ask whoever runs it to set TOKEN_KEYS."
            )
        ) from None
