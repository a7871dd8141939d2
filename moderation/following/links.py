"""Where on X something is done by hand, and where here a person goes on."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from moderation.following.models import Followee

PUPIL_PAGE = "contacts:notice"
"""The page for somebody who may be a pupil; by name, as this app need not know whose it is."""


def on_x(followee: Followee) -> str:
    """The account's card on X with its button, by its number where that is known."""
    if followee.x_user_id:
        return _card(user_id=followee.x_user_id)
    return _card(screen_name=followee.handle)


def handle_on_x(handle: str) -> str:
    """The same, of a handle."""
    return _card(screen_name=handle)


def requests_on_x() -> str:
    """The list of those who ask to follow, of whichever account is signed in there."""
    return f"{settings.X_PUBLIC_URL}/follower_requests"


def pupil_page(school: str) -> str:
    """Where somebody is told of that may be a pupil."""
    return reverse(PUPIL_PAGE, kwargs={"school": school})


def _card(**whom: str) -> str:
    return f"{settings.X_PUBLIC_URL}/intent/user?{urlencode(whom)}"
