"""What is for the safeguarding lead alone, and whether approval waits for it."""

from django.utils.translation import gettext_lazy as _

from moderation.drafts.checks import Checked
from moderation.drafts.models import FlagOutcome, Post
from policy.findings import Severity

WAITS = _("The safeguarding lead is looking at this. It can be approved once they are done.")


def holds(post: Post, checked: Checked) -> bool:
    """Whether approval waits: the policy calls it a block, and no lead has found nothing in it.

    The rule's own severity counts, however doubtful the mark: that only a person can tell is why
    the lead is asked.
    """
    blocking = {each.rule for each in checked.ruleset.settings if each.severity is Severity.BLOCK}
    grave = {finding.key for finding in checked.quiet if finding.rule in blocking}
    return bool(grave) and not grave <= cleared(post)


def cleared(post: Post) -> frozenset[str]:
    """The keys of those flags whose last outcome is that there is nothing in them."""
    rows = FlagOutcome.objects.filter(flag__post=post).order_by("at", "id")
    last = dict(rows.values_list("flag__key", "outcome"))
    return frozenset(key for key, outcome in last.items() if outcome == FlagOutcome.Outcome.NOTHING)
