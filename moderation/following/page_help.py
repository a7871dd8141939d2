"""The help with following: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "following:help"
TITLE = _("Help with whom we follow")
ABOUT = _("Wishing for an account to follow, keeping the list true, and requests to follow us.")

TOPICS: dict[str, str] = {
    "following:register": "register",
    "following:wish": "wish",
    "following:entry": "decide",
    "following:together": "decide",
    "following:readings": "compare",
    "following:paste": "compare",
    "following:archive": "compare",
    "following:requests": "requests",
    "following:report": "requests",
    "following:request": "requests",
}
"""A page's name to the heading in ``following/help.html``."""
