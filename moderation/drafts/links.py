"""Links to posts on X, as people paste them."""

import re
from datetime import datetime, timedelta

from django.utils.translation import gettext

from moderation.drafts.errors import Refusal
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import posted_at

CLOCKS_DIFFER = timedelta(minutes=2)
"""By how much the clock here and X's may disagree."""

_LINK = re.compile(  # as the address bar has it, or X's own "copy link", which adds ?s=20
    r"https?://[\w.-]+(?::\d+)?/(?P<handle>\w{1,15})/status/(?P<id>[1-9]\d{0,18})"
    r"(?:/photo/\d)?/?(?:\?\S*)?",
    re.ASCII,
)


class NotAPostLink(Refusal):
    """What was pasted is no link to a post of this account."""


class NotFromThen(NotAPostLink):
    """The post behind the link was made at another time."""


def read(pasted: str, account: Account) -> str:
    """The id of the post, as digits. Raises ``NotAPostLink``."""
    found = _LINK.fullmatch(pasted.strip())
    if found is None or found["handle"].lower() != account.handle.lower():
        raise NotAPostLink(
            gettext(
                "Paste the link of the post itself, like https://x.com/{handle}/status/1234567890."
            ).format(handle=account.handle)
        )
    return found["id"]


def made_between(tweet_id: str, start: datetime, end: datetime) -> datetime:
    """When X made the post, which its id tells. Raises ``NotFromThen`` where that was not then."""
    made = posted_at(tweet_id)
    if made < start - CLOCKS_DIFFER:
        raise NotFromThen(
            gettext(
                "That is an earlier post: it was on X before anybody took this one in "
                "hand. Paste the link of the new one."
            )
        )
    if made > end + CLOCKS_DIFFER:
        raise NotFromThen(gettext("No post can have that number yet. Copy the link again from X."))
    return made


def is_gone() -> NotAPostLink:
    """X was asked, and has no post of that number."""
    return NotAPostLink(
        gettext(
            "X says it has no such post. Copy the link again from X, or choose another way out."
        )
    )


def belongs_elsewhere() -> NotAPostLink:
    """The one post of that link is recorded as another of ours."""
    return NotAPostLink(gettext("That link belongs to another post that is already recorded."))
