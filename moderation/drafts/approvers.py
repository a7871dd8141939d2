"""How many people have to approve a post, and who has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from moderation.drafts import seal
from moderation.drafts.checks import Checked
from moderation.drafts.models import Decision, Post, Version
from policy.findings import Severity
from policy.rules import two_approvers
from schoolsocial.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals of the latest version that still hold, in order, and how many are wanted.

    An approval given before the policy changed holds no longer.
    """

    needed: int
    by: tuple[Person, ...]

    @property
    def missing(self) -> int:
        return max(0, self.needed - len(self.by))


def needed(checked: Checked) -> int:
    """How many people other than the author the policy wants; a note demands nobody."""
    setting = checked.ruleset.setting(two_approvers.ID)
    options = checked.ruleset.options(two_approvers.ID)
    if setting is None or options is None or setting.severity is Severity.NOTE:
        return 1
    return two_approvers.needed(checked.facts, options)


def approvals(post: Post, seen: Version, checked: Checked, day: date) -> Approvals:
    """Where the version stands, for going out on that London day. The policy may have come to ask
    for more since it was sent."""
    decisions = seen.decisions.select_related("by").order_by("at", "id")
    return approvals_among(list(decisions), post, seen, checked, day)


def approvals_among(
    decisions: Iterable[Decision], post: Post, seen: Version, checked: Checked, day: date
) -> Approvals:
    """The same where all decisions on the post, in order, are at hand."""
    approve = Decision.Verdict.APPROVE
    given = [one for one in decisions if one.version_id == seen.pk and one.verdict == approve]
    wanted = max(seen.approvals_needed, needed(checked))
    if not given:  # as most drafts that wait: nothing to hold a seal against
        return Approvals(wanted, ())
    stamp = seal.seal(post, policy_version=checked.version.number, day=day)
    return Approvals(wanted, tuple(one.by for one in given if one.seal == stamp))


def still_enough(post: Post) -> bool:
    """Whether as many people as the latest version demanded approved it under this very seal."""
    latest = post.versions.order_by("-number").first()
    if latest is None or not post.seal:
        return False
    sealed = latest.decisions.filter(verdict=Decision.Verdict.APPROVE, seal=post.seal)
    people = sealed.exclude(by=post.author_id).values("by").distinct().count()
    return people >= latest.approvals_needed
