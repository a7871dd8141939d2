"""The help with arriving and with what one is told: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "today_help"
TITLE = _("Help with what needs you, and your inbox")
ABOUT = _("The lists on the first page, what you are told, and how often you are mailed.")

TOPICS: dict[str, str] = {
    "school_home": "needs",
    "first_steps": "setting-up",
    "search": "search",
    "inbox": "inbox",
    "mail_settings": "mails",
    "told_devices": "devices",
}
"""A page's name to the heading in ``today/help.html``."""
