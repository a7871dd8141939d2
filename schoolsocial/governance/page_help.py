"""The help with the figures for governors: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "governance:help"
TITLE = _("Help with the governors’ dashboard")
ABOUT = _("The twelve indicators, how they are worked out, and what governors do about them.")

TOPICS: dict[str, str] = {
    "governance:dashboard": "dashboard",
    "governance:indicator": "indicator",
    "governance:comment": "comments",
    "governance:ask": "follow-up",
    "governance:settle": "follow-up",
    "governance:reports": "reports",
    "governance:make_report": "reports",
    "governance:evidence": "evidence",
    "governance:make_evidence": "evidence",
    "governance:visits": "visits",
    "governance:record_visit": "visits",
    "governance:our_trust": "trust",
}
"""A page's name to the heading in ``governance/help.html``."""
