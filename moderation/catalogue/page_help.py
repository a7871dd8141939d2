"""The help with what is live: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "catalogue:help"
TITLE = _("Help with what is live")
ABOUT = _("Posts made outside School Social, the audit of what is on X, and how posts come down.")

TOPICS: dict[str, str] = {
    "catalogue:live": "live",
    "catalogue:tweet": "live",
    "catalogue:cases": "outside",
    "catalogue:case": "outside",
    "catalogue:audit": "audit",
    "catalogue:decided": "audit",
    "catalogue:decide": "audit",
    "catalogue:open_picture": "audit",
    "catalogue:take_down": "down",
    "catalogue:take_down_now": "down",
    "catalogue:keeping": "keeping",
    "catalogue:figures": "figures",
    "catalogue:engagement": "engagement",
    "catalogue:archives": "archive",
    "catalogue:archive": "archive",
}
"""A page's name to the heading in ``catalogue/help.html``."""
