"""The secrets that sign messages, at rest: sealed, each bound to its school and webhook."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.api.models import Webhook
from schoolsocial.sealed import BadKey, Box

_PURPOSE = "webhook"


class NoKey(Refusal):
    sentence = _(
        "This installation has no key to keep secrets with, so no address can be registered. "
        "Ask whoever runs it to set TOKEN_KEYS."
    )


def box() -> Box:
    """What seals and opens them, with the keys of the settings. Raises ``NoKey``."""
    try:
        return Box.from_text(settings.TOKEN_KEYS, purpose=_PURPOSE)
    except BadKey:
        raise NoKey from None


def sealed(secret: str, webhook: Webhook) -> bytes:
    """As it may be stored in that webhook's row. Raises ``NoKey``."""
    return box().seal(secret, webhook.school_id, webhook.pk)


def in_use(webhook: Webhook, now: datetime) -> list[str]:
    """What signs now: the secret, and the one before it until its day is over."""
    kept = [webhook.secret]
    if webhook.previous_until is not None and webhook.previous_until > now:
        kept.append(webhook.previous_secret)
    return [box().open(one, webhook.school_id, webhook.pk) for one in kept]
