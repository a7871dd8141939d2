"""What the policy says of a post, and what a person has set aside of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from moderation.drafts import facts
from moderation.drafts.models import Dismissal, Post
from moderation.drafts.process import Asked, drafting
from policy import engine
from policy.engine import RuleSet
from policy.facts import Facts
from policy.findings import Dismisser, Finding, Severity
from policy.models import PolicyVersion
from policy.queries import ruleset_of
from policy.queries.standing import version_with_agreement
from policy.rules import posting_hours, school_device
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission

ABOUT_WHO_ACTS = frozenset({school_device.ID})
"""Rules about the person acting at this moment: nobody else's dismissal covers them."""

ABOUT_THE_HOUR = frozenset({posting_hours.ID, "neighbouring-name"})
"""Rules that another hour may satisfy, which whoever approves can choose."""

ENOUGH = {
    Dismisser.AUTHOR: frozenset(Dismissal.Standing.values),
    Dismisser.SLT: frozenset({Dismissal.Standing.SLT.value}),
    Dismisser.DSL: frozenset({Dismissal.Standing.DSL.value}),
    Dismisser.NOBODY: frozenset[str](),
}
"""By which standing a dismissal counts, for each dismisser a policy may name."""


def standings(membership: Membership) -> list[Dismissal.Standing]:
    """The rights by which this member may set findings of others' drafts aside."""
    held = {
        Dismissal.Standing.SLT: Permission.APPROVE_POSTS,
        Dismissal.Standing.DSL: Permission.SEE_FLAGS,
    }
    return [standing for standing, needs in held.items() if needs in membership.permissions]


@dataclass(frozen=True, slots=True)
class CheckedFinding:
    """A finding, with the dismissal where somebody who may gave a reason to set it aside."""

    finding: Finding
    dismissal: Dismissal | None

    @property
    def stands_in_the_way(self) -> bool:
        """Of approval and of going out: all but notes, until they are set aside."""
        return self.finding.severity != Severity.NOTE and self.dismissal is None

    @property
    def stops_submission(self) -> bool:
        """Not where somebody who reviews is the one to set it aside: they must see it first."""
        wait_for_others = self.finding.dismisser in {Dismisser.SLT, Dismisser.DSL}
        return self.stands_in_the_way and not wait_for_others


@dataclass(frozen=True)
class Checked:
    """A post against one version of the policy.

    ``findings`` are for whoever may see the post. ``quiet`` are for the DSL alone: never shown to
    the author, and no word of them to anybody else.
    """

    version: PolicyVersion
    ruleset: RuleSet
    facts: Facts
    findings: tuple[CheckedFinding, ...]
    quiet: tuple[Finding, ...]

    @cached_property
    def in_the_way(self) -> tuple[CheckedFinding, ...]:
        """What must be mended or set aside before the post may go on."""
        return tuple(checked for checked in self.findings if checked.stands_in_the_way)


def check(post: Post, asked: Asked) -> Checked:
    """The post against the policy in force on that day. Raises ``policy.queries.NoPolicy``."""
    version, agreed = version_with_agreement(post.school, post.author_id, asked.day)
    ruleset = ruleset_of(version)
    known = facts.gather(post, asked, version, ruleset, agreed=agreed)
    found = tuple(engine.told_once(engine.check(known, ruleset)))
    set_aside = _by_key(post.dismissals.select_related("by") if found else ())
    return Checked(
        version=version,
        ruleset=ruleset,
        facts=known,
        findings=tuple(
            CheckedFinding(finding, _covering(finding, set_aside[finding.key], asked))
            for finding in found
            if not finding.quiet
        ),
        quiet=tuple(finding for finding in found if finding.quiet),
    )


def findings_of(post: Post, asked: Asked | None = None) -> tuple[CheckedFinding, ...]:
    """What the author, or whoever else may see the post, is shown. Raises ``NoPolicy``."""
    return check(post, asked or drafting(post)).findings


def _by_key(dismissals: Iterable[Dismissal]) -> defaultdict[str, list[Dismissal]]:
    found = defaultdict[str, list[Dismissal]](list)
    for row in dismissals:
        found[row.key].append(row)
    return found


def _covering(finding: Finding, given: list[Dismissal], asked: Asked) -> Dismissal | None:
    """The first dismissal made by somebody who may, and for the one it is about."""
    by_person = asked.by.pk if asked.by else None
    for row in given:
        own = finding.rule not in ABOUT_WHO_ACTS or row.by_id == by_person
        if own and row.standing in ENOUGH[finding.dismisser]:
            return row
    return None
