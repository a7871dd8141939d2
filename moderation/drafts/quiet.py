"""What is for the safeguarding lead alone, and whether approval waits for it."""

from collections.abc import Iterable

from moderation.drafts.models import FlagOutcome, Post
from policy.findings import Finding, Severity

WAITS = "The safeguarding lead is looking at this. It can be approved once they are done."


def holds(post: Post, quiet: Iterable[Finding]) -> bool:
    """Whether approval waits: something is grave, and no lead has found nothing in it."""
    grave = {finding.key for finding in quiet if finding.severity is Severity.BLOCK}
    return bool(grave) and not grave <= cleared(post)


def cleared(post: Post) -> frozenset[str]:
    """The keys of those flags whose last outcome is that there is nothing in them."""
    rows = FlagOutcome.objects.filter(flag__post=post).order_by("at", "id")
    last = dict(rows.values_list("flag__key", "outcome"))
    return frozenset(key for key, outcome in last.items() if outcome == FlagOutcome.Outcome.NOTHING)
