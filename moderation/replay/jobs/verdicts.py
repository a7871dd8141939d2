"""What two versions of the policy make of one post."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from moderation.replay.models import Verdict
from policy import engine
from policy.engine import Memory, RuleSet
from policy.facts import Facts
from policy.findings import Finding, Severity

_GRAVITY = {Verdict.PASS: 0, Verdict.WARN: 1, Verdict.BLOCK: 2}


class Comparison(NamedTuple):
    """`rules` decide the new verdict, or decided the old one where the post now passes; `added` are
    the rules that find something where they found nothing before."""

    before: Verdict
    after: Verdict
    rules: tuple[str, ...]
    added: frozenset[str]


def compare(facts: Facts, before: RuleSet | None, after: RuleSet) -> Comparison:
    """The post under both versions; a school without a policy stopped nothing."""
    memory: Memory = {}
    old = _standing(engine.check(facts, before, memory)) if before else ()
    new = _standing(engine.check(facts, after, memory))
    was, becomes = _verdict(old), _verdict(new)
    deciding = old if becomes is Verdict.PASS else new
    return Comparison(
        was,
        becomes,
        tuple(_deciding(deciding)),
        frozenset(f.rule for f in new) - frozenset(f.rule for f in old),
    )


def _standing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What asks or stops. What is for the safeguarding lead alone is not in it: a replay is open to
    everybody at the school, the author of a post among them."""
    return tuple(
        finding
        for finding in findings
        if finding.severity is not Severity.NOTE and not finding.quiet
    )


def _verdict(findings: tuple[Finding, ...]) -> Verdict:
    return max(
        (Verdict(finding.severity.value) for finding in findings),
        key=lambda verdict: _GRAVITY[verdict],
        default=Verdict.PASS,
    )


def _deciding(findings: tuple[Finding, ...]) -> Iterator[str]:
    gravest = _verdict(findings).value
    yield from dict.fromkeys(f.rule for f in findings if f.severity == gravest)
