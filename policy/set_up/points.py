"""The points on which schools' policies differ: what is asked, and what each answer means for the
rules and the words of the policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policy.engine import DISMISSER, RuleSetting, defaults
from policy.findings import Option, Severity
from policy.rules import BY_ID
from schoolsocial.words import Words

OWN = "own"
"""The answer of a policy that settles a point in a way of its own."""


@dataclass(frozen=True)
class Want:
    """A rule that an answer needs, and how it is set; options left out stay as they are.

    One that is `optional` is only set so where the policy uses it, at whatever severity.
    """

    rule: str
    severity: Severity
    options: Mapping[str, Option] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True)
class Choice:
    """One answer: `sentence` is what the policy then says, `drops` the rules that go with those
    which are no longer wanted."""

    value: str
    label: Words
    sentence: str
    wants: tuple[Want, ...] = ()
    drops: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """A question, the rules that carry its answer, and the heading for a clause that is missing.

    `beside` are rules that may stand in the same clause without making it somebody else's.
    """

    id: str
    question: Words
    heading: str
    rules: tuple[str, ...]
    choices: tuple[Choice, ...]
    hint: Words = ""
    beside: tuple[str, ...] = ()

    def choice(self, value: str) -> Choice:
        """The answer of that value. Raises `KeyError`."""
        return {choice.value: choice for choice in self.choices}[value]

    def answer(self, settings: Mapping[str, RuleSetting], stated: str = "") -> str:
        """What these rules answer, `OWN` where they fit none of the choices.

        `stated` is the answer that a clause itself records, for points without a rule.
        """
        if not self.rules:
            return stated or OWN
        for exactly in (True, False):
            for choice in self.choices:
                if _fits(choice, self.rules, settings, exactly=exactly):
                    return choice.value
        return OWN


def _fits(
    choice: Choice, rules: tuple[str, ...], settings: Mapping[str, RuleSetting], *, exactly: bool
) -> bool:
    wanted = {want.rule: want for want in choice.wants}
    return all(
        _as_wanted(settings.get(rule), wanted.get(rule), exactly=exactly)
        for rule in rules
        if rule in BY_ID
    )


def _as_wanted(setting: RuleSetting | None, want: Want | None, *, exactly: bool) -> bool:
    if setting is None:
        return want is None or want.optional
    if want is None:
        return False
    if exactly and not want.optional and setting.severity is not want.severity:
        return False
    now = {**defaults(setting.rule), **setting.options}
    return all(now[name] == value for name, value in want.options.items() if name != DISMISSER)
