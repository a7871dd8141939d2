"""A practice post against the policy in force: the same engine, rules and clauses as a real one.

Rules about who acts (agreed, trained, on which device, approved by whom) say nothing: somebody
practises because they may not draft yet. The school's own roll is looked at as well, so that a real
pupil's name is found here, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from consent.queries.roll import RollStamp, roll_names, roll_stamp
from moderation.practice.pictures import BY_CODE, PUPILS
from policy import engine
from policy.engine import RuleSet
from policy.facts import Facts
from policy.findings import Dismisser, Finding, Severity
from policy.names import PupilName
from policy.queries import ruleset_in_force
from policy.roll import Roll
from schoolsocial.accounts.models import School

_FOR_REVIEWERS = frozenset({Dismisser.SLT, Dismisser.DSL})


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody wrote to practise; ``reasons`` are by a finding's key."""

    text: str = field(default="", repr=False)
    picture: str = ""
    description: str = field(default="", repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of an attempt, without what would be for the DSL alone."""

    attempt: Attempt
    ruleset: RuleSet
    findings: tuple[Finding, ...]

    def reason(self, finding: Finding) -> str:
        """Why its author keeps it; "" where nobody gave a reason, or none helps."""
        kept = finding.dismisser is Dismisser.AUTHOR and finding.severity is not Severity.NOTE
        return self.attempt.reasons.get(finding.key, "") if kept else ""

    def stands(self, finding: Finding) -> bool:
        """Whether it stands in the way of approval."""
        return finding.severity is not Severity.NOTE and not self.reason(finding)

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        """What its author has to see to before it is sent."""
        return tuple(
            one for one in self.findings if self.stands(one) and one.dismisser not in _FOR_REVIEWERS
        )

    @property
    def standing(self) -> tuple[Finding, ...]:
        """What keeps a senior leader from approving it as it is."""
        return tuple(filter(self.stands, self.findings))


def check(school: School, attempt: Attempt) -> Checked:
    """The attempt under today's policy. Raises ``policy.queries.NoPolicy``."""
    today = timezone.localdate()
    ruleset = ruleset_in_force(school, today)
    picture = BY_CODE.get(attempt.picture)
    facts = Facts(
        text=attempt.text,
        photos=(picture.facts(attempt.description),) if picture else (),
        roll=_roll(school.pk, roll_stamp(school)),
        account_handle=school.handle,
        school_phrases=(school.name,),
        today=today,
    )
    found = engine.told_once(engine.check(facts, ruleset))
    return Checked(attempt, ruleset, tuple(one for one in found if not one.quiet))


@lru_cache(maxsize=32)
def _roll(school_id: int, _stamp: RollStamp) -> Roll:
    """The school's pupils and the invented ones, kept until the roll changes."""
    return Roll.of((*(PupilName(*names) for names in roll_names(school_id)), *PUPILS))
