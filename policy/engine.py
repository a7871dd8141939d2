"""Checks a draft's facts against the rules of the policy in force."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from policy.facts import TEXT, Facts
from policy.findings import Dismisser, Finding, Mark, Option, Options, Severity
from policy.length import is_far_over
from policy.rules import BY_ID, RULES, grammar, length
from policy.said import ngettext

__all__ = [
    "Dismisser", "Finding", "Mark", "Option", "Options", "RuleSet", "RuleSetting", "Severity",
    "UnknownRule", "check", "defaults", "told_once",
]  # fmt: skip

DISMISSER = "dismissed_by"
"""An option of every rule: who may set its findings aside, a `Dismisser`; "" leaves warnings and
notes to the author and blocks to nobody."""

_LONGEST_ALT = 1_000  # characters of a description, on X
_ORDER = list(Severity)
_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…\n]*")


class UnknownRule(LookupError):
    """A policy names a rule that this version of the software does not have."""


@dataclass(frozen=True)
class RuleSetting:
    """One rule as one clause of the policy sets it; options left out keep their defaults."""

    rule: str
    severity: Severity
    clause_number: str
    clause_text: str
    options: Mapping[str, Option] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleSet:
    """The rules of one version of a school's policy."""

    policy_title: str
    version: int
    settings: tuple[RuleSetting, ...]

    def setting(self, rule: str) -> RuleSetting | None:
        """How this version sets that rule; None where it does not use it."""
        return next((setting for setting in self.settings if setting.rule == rule), None)

    def options(self, rule: str) -> Options | None:
        """All options of that rule with their defaults; None where it is not used."""
        setting = self.setting(rule)
        return None if setting is None else {**defaults(rule), **setting.options}


def defaults(rule: str) -> dict[str, Option]:
    """Every option a rule takes, with its default. Raises `UnknownRule`."""
    if rule not in BY_ID:
        known = ", ".join(known.ID for known in RULES)
        raise UnknownRule(f"There is no rule “{rule}”. The rules are: {known}.")
    return {DISMISSER: "", **BY_ID[rule].OPTIONS}


Memory = dict[tuple[str, tuple[tuple[str, Option], ...]], tuple[Mark, ...]]
"""What rules with these options marked in one draft: a second policy need not look again."""


def check(facts: Facts, ruleset: RuleSet, memory: Memory | None = None) -> tuple[Finding, ...]:
    """All findings, the gravest first, then in the order of text and photos.

    `memory` is for checking the same facts against several policies. Writing that is far over the
    length the policy allows is refused unread: it yields one finding of the length rule and
    nothing else is looked at. Raises `UnknownRule`.
    """
    setting = _length_setting(ruleset)
    too_long = list(_far_over(facts, setting))
    if too_long:
        return tuple(_finding(mark, setting, ruleset, ("", ""), 0) for mark in too_long)
    known = {} if memory is None else memory
    if ruleset.setting(grammar.ID):
        grammar.begin(facts)
    found = (
        found for setting in ruleset.settings for found in _apply(setting, facts, ruleset, known)
    )
    return tuple(sorted(found, key=_place))


def told_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """For a person: without what another rule has said already, as gravely, of the same words.

    `found` has the gravest first.
    """
    said = dict[tuple[object, ...], Finding]()
    for finding in found:
        what = (finding.where, finding.span, finding.message, finding.remedy, finding.quiet)
        first = said.setdefault(what, finding)
        graver = first.severity is not finding.severity
        if first.rule == finding.rule or not (graver or first.dismisser is finding.dismisser):
            yield finding


def _marks(setting: RuleSetting, facts: Facts, known: Memory) -> tuple[Mark, ...]:
    options = {**defaults(setting.rule), **setting.options}
    asked = (setting.rule, tuple(sorted(options.items())))
    if asked not in known:
        known[asked] = tuple(BY_ID[setting.rule].check(facts, options))
    return known[asked]


def _apply(
    setting: RuleSetting, facts: Facts, ruleset: RuleSet, known: Memory
) -> Iterator[Finding]:
    seen = Counter[tuple[str, str, str]]()
    for mark in _marks(setting, facts, known):
        words = _words_of(mark, facts)
        yield _finding(mark, setting, ruleset, words, seen[(mark.where, *words)])
        seen[(mark.where, *words)] += 1


def _severity(mark: Mark, setting: RuleSetting) -> Severity:
    if mark.noted:
        return Severity.NOTE
    if mark.doubtful and setting.severity is Severity.BLOCK:
        return Severity.WARN
    return setting.severity


def _finding(
    mark: Mark, setting: RuleSetting, ruleset: RuleSet, words: tuple[str, str], nth: int
) -> Finding:
    """`words` are the words objected to and their sentence; `nth` counts such marks from 0."""
    severity = _severity(mark, setting)
    matched, sentence = words
    about = (mark.about,) if mark.about else ()
    return Finding(
        rule=setting.rule,
        severity=severity,
        clause_number=setting.clause_number,
        clause_text=setting.clause_text,
        policy_title=ruleset.policy_title,
        policy_version=ruleset.version,
        where=mark.where,
        span=mark.span,
        matched=matched,
        message=str(mark.message),
        remedy=str(mark.remedy),
        key=_key(setting.rule, mark.where, matched, sentence, str(nth), *about),
        dismisser=_dismisser(severity, setting),
        fixes=mark.fixes,
        region=mark.region,
        excuses=tuple(str(excuse) for excuse in mark.excuses),
        quiet=mark.quiet,
    )


def _dismisser(severity: Severity, setting: RuleSetting) -> Dismisser:
    chosen = setting.options.get(DISMISSER)
    if chosen:
        return Dismisser(str(chosen))
    return Dismisser.NOBODY if severity is Severity.BLOCK else Dismisser.AUTHOR


def _words_of(mark: Mark, facts: Facts) -> tuple[str, str]:
    """The words objected to, and the sentence they stand in; without words, the state of the photo
    objected to."""
    if mark.span is None:
        return "", _photo_state(mark.where, facts)
    written = (*facts.places, *facts.hidden_places)
    text = next((place.text for place in written if place.where == mark.where), "")
    start, end = mark.span
    around = (found for found in _SENTENCE.finditer(text) if found.end() > start)
    sentence = "".join(found.group() for found in around if found.start() < end)
    return text[start:end], " ".join(sentence.split())


def _photo_state(where: str, facts: Facts) -> str:
    position = where.partition(":")[2]
    photos = (photo for photo in facts.photos if str(photo.position) == position)
    return next((photo.state for photo in photos), "")


def _key(*parts: str) -> str:
    """Sixteen hexadecimal digits, the same for the same parts.

    The sentence is among them, so that "Rose" excused in "Rose Class" is asked about anew in
    "Rose won", while changes to other sentences leave a dismissal standing.
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _far_over(facts: Facts, setting: RuleSetting) -> Iterator[Mark]:
    """Looks at `facts` as given: `places` would already have read every word."""
    limit = int({**defaults(setting.rule), **setting.options}["max"])
    alts = ((photo.where, photo.alt_text) for photo in facts.photos)
    for where, written in ((TEXT, facts.text), *alts):
        if is_far_over(written, limit):
            most = limit if where == TEXT else _LONGEST_ALT
            remedy = ngettext(
                "Shorten it to {most} character or fewer.",
                "Shorten it to {most} characters or fewer.",
                most,
            )
            yield Mark(_not_read(where, len(written)), remedy.format(most=f"{most:,}"), where)


def _not_read(where: str, length: int) -> str:
    if where == TEXT:
        return ngettext(
            "The text has {count} character and was not read.",
            "The text has {count} characters and was not read.",
            length,
        ).format(count=f"{length:,}")
    return ngettext(
        "The description of photo {position} has {count} character and was not read.",
        "The description of photo {position} has {count} characters and was not read.",
        length,
    ).format(position=where.partition(":")[2], count=f"{length:,}")


def _length_setting(ruleset: RuleSet) -> RuleSetting:
    """How the policy sets the length rule; where it does not, nothing so long is ever sent."""
    for setting in ruleset.settings:
        if setting.rule == length.ID and setting.severity is Severity.BLOCK:
            return setting
    return RuleSetting(length.ID, Severity.BLOCK, "", "")


def _place(finding: Finding) -> tuple[int, bool, str, tuple[int, int]]:
    where = finding.where
    return (_ORDER.index(finding.severity), where != TEXT, where, finding.span or (-1, -1))
