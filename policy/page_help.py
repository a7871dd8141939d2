"""The help with findings: what the rules of the policy look for."""

from django.utils.translation import gettext_lazy as _

PAGE = "policy_help"
TITLE = _("What the rules look for")
ABOUT = _("What a finding is, who decides about it, and every rule with its reason.")

TOPICS: dict[str, str] = {
    "policy": "findings-heading",
    "policy_clauses": "findings-heading",
}
"""A page's name to the heading in ``policy/help.html``."""
