"""The help with accounts on X: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "x:help"
TITLE = _("Help with accounts on X")
ABOUT = _("Connecting an account, what X charges, and what to do when a connection ends.")

TOPICS: dict[str, str] = {
    "x:accounts": "connecting",
    "x:connect": "connecting",
    "x:keys": "keys",
    "x:keys_again": "keys",
    "x:add_by_hand": "hand",
    "x:account": "waits",
    "x:profile": "look",
    "x:spending": "money",
}
"""A page's name to the heading in ``x/help.html``."""
