"""What the policy says of a post, and what a person has set aside of it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from moderation.drafts import facts
from moderation.drafts.models import Dismissal, Post
from policy import engine
from policy.findings import Finding, Severity
from policy.queries import ruleset_in_force


@dataclass(frozen=True, slots=True)
class CheckedFinding:
    """A finding, with the dismissal where somebody gave a reason to set it aside."""

    finding: Finding
    dismissal: Dismissal | None

    @property
    def stands_in_the_way(self) -> bool:
        """Blocks always; warnings until they are set aside; notes never."""
        if self.finding.severity == Severity.NOTE:
            return False
        return self.dismissal is None


def findings_of(post: Post, day: date | None = None) -> tuple[CheckedFinding, ...]:
    """The post against the policy in force on that London day, else today.

    Raises ``policy.queries.NoPolicy``.
    """
    ruleset = ruleset_in_force(post.school, day or timezone.localdate())
    set_aside = {row.key: row for row in post.dismissals.select_related("by")}
    return tuple(
        CheckedFinding(finding, set_aside.get(finding.key) if finding.dismissable else None)
        for finding in engine.check(facts.gather(post), ruleset)
    )


def in_the_way(post: Post, day: date | None = None) -> tuple[CheckedFinding, ...]:
    """What must be mended or set aside before the post may go on."""
    return tuple(checked for checked in findings_of(post, day) if checked.stands_in_the_way)
