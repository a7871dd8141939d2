"""The help with incidents: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "incidents:help"
TITLE = _("Help with incidents")
ABOUT = _("Reporting something in a minute, keeping evidence, and what the law wants by when.")

TOPICS: dict[str, str] = {
    "incidents:report": "report",
    "incidents:everything": "handle",
    "incidents:incident": "handle",
    "incidents:read": "confidential",
    "incidents:account": "accounts",
    "incidents:letters": "letters",
    "incidents:letter": "letters",
    "incidents:fill_letter": "letters",
    "incidents:save_letter": "letters",
    "incidents:pdf": "handing",
    "incidents:chosen": "handing",
    "incidents:keeping": "keeping",
    "incidents:playbooks": "playbooks",
    "incidents:playbook": "playbooks",
}
"""A page's name to the heading in ``incidents/help.html``."""
