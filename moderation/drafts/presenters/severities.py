"""How grave a finding is, and who decides on it, as its author is told."""

from policy.findings import Dismisser, Severity

SEVERITIES = {
    Severity.BLOCK: "This stops the post",
    Severity.WARN: "Change this, or say why it may stay",
    Severity.NOTE: "Worth a thought",
}
OTHERS_DECIDE = {
    Dismisser.SLT: "A senior leader decides on this.",
    Dismisser.DSL: "The safeguarding lead decides on this.",
}
