"""The help with mentions: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "mentions:help"
TITLE = _("Help with what others write to you")
ABOUT = _("Mentions and replies on X: reading them, thanking offline, and what is kept.")

TOPICS: dict[str, str] = {
    "mentions:everything": "reading",
    "mentions:note": "passing",
    "mentions:mention": "deciding",
    "mentions:thanked": "thanking",
    "mentions:keeping": "keeping",
}
"""A page's name to the heading in ``mentions/help.html``."""
