"""The help with blocks: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "blocks:help"
TITLE = _("Help with blocks")
ABOUT = _("Blocking somebody on X, and how we know that it is so.")

TOPICS: dict[str, str] = {
    "blocks:everything": "do",
    "blocks:decide": "decide",
    "blocks:block": "do",
    "blocks:archive": "verify",
    "blocks:times": "times",
}
"""A page's name to the heading in ``blocks/help.html``."""
