"""What people call the filters they keep, at rest: free text, so sealed to its person and list."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import KeptFilter
from schoolsocial.sealed import BadKey, Box, Unreadable

_PURPOSE = "kept-filter"
UNREADABLE = _("A filter whose name cannot be read")


class NoKey(Refusal):
    sentence = _(
        "A filter’s name cannot be kept safe yet: this installation has no key to "
        "seal it with. Ask whoever runs it to set TOKEN_KEYS."
    )


def seal(name: str, *, school_id: int, person_id: int, listed: str) -> bytes:
    """As it may be stored. Raises ``NoKey``."""
    try:
        return _box().seal(name, school_id, person_id, listed)
    except BadKey:
        raise NoKey from None


def shown(kept: KeptFilter) -> str:
    """The name again, or a sentence: a filter works without its name."""
    try:
        return _box().open(kept.name, kept.school_id, kept.person_id, kept.listed)
    except (BadKey, Unreadable):
        return str(UNREADABLE)


def _box() -> Box:
    return Box.from_text(settings.TOKEN_KEYS, purpose=_PURPOSE)
