"""What others wrote, at rest: sealed, and bound to its post on X."""

from django.conf import settings
from django.utils.translation import gettext

from moderation.mentions.errors import Refusal
from moderation.mentions.models import Mention
from schoolsocial.sealed import BadKey, Box, Unreadable

_PURPOSE = "mention"


class Shut(Refusal):
    """What was written cannot be sealed or opened with the keys of this installation."""


def seal(words: str, *, school_id: int, tweet_id: str) -> bytes:
    """As it may be stored; nothing for no words. Raises ``Shut``."""
    return _box().seal(words, school_id, tweet_id) if words else b""


def unseal(mention: Mention) -> str:
    """The words again, empty once they were let go of. Raises ``Shut``."""
    if not mention.words:
        return ""
    try:
        return _box().open(mention.words, mention.school_id, mention.tweet_id)
    except Unreadable:
        raise Shut(
            gettext(
                "What was written here cannot be opened. Ask whoever runs the "
                "installation whether one of its keys was changed."
            )
        ) from None


def _box() -> Box:
    try:
        return Box.from_text(settings.TOKEN_KEYS, purpose=_PURPOSE)
    except BadKey:
        raise Shut(
            gettext(
                "Mentions cannot be kept safe yet: this installation has no key to seal "
                "them with. Ask whoever runs it to set TOKEN_KEYS."
            )
        ) from None
