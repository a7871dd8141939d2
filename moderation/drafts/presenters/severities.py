"""How grave a finding is, and who decides on it, as its author is told."""

from django.utils.translation import gettext_lazy as _

from policy.findings import Dismisser, Severity

SEVERITIES = {
    Severity.BLOCK: _("This stops the post"),
    Severity.WARN: _("Change this, or say why it may stay"),
    Severity.NOTE: _("Worth a thought"),
}
OTHERS_DECIDE = {
    Dismisser.SLT: _("A senior leader decides on this."),
    Dismisser.DSL: _("The safeguarding lead decides on this."),
}
