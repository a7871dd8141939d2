"""The help with pupils who follow and with declarations: which part speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "contacts:help"
TITLE = _("Help with pupils who follow, and with your own account")
ABOUT = _("What to do when a follower may be a pupil, and what to declare each September.")

TOPICS: dict[str, str] = {
    "contacts:notice": "notice",
    "contacts:contact": "steps",
    "contacts:everything": "handle",
    "contacts:times": "clock",
    "contacts:declare": "declare",
    "contacts:declared": "declared",
}
"""A page's name to the heading in ``contacts/help.html``."""
