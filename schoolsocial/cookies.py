"""What our cookies are called.

Over HTTPS a name begins so that a browser takes the cookie from HTTPS alone (``__Secure-``), and
where it is for every page of the site, from this very host alone (``__Host-``).
"""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


def named(name: str) -> str:
    """The name of a cookie that is for some pages only."""
    return f"__Secure-{name}" if settings.SECURE else name


class _Cookie(CookieStorage):
    cookie_name = "__Host-messages" if settings.SECURE else "messages"


class Messages(FallbackStorage):
    """Django's own, under our name."""

    storage_classes = (_Cookie, SessionStorage)
