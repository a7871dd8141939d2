"""The table of clauses: how each is kept, and which test proves that."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy import option_words
from policy.findings import Severity
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.packs import By
from policy.rules import BY_ID, LOOK_AT_NO_POST
from schoolsocial.words import Words

_KINDS: Mapping[str, Words] = {
    By.SETTING: _("Setting"),
    By.DECLARATION: _("Declaration"),
    By.PROCESS: _("Recorded step"),
    By.STATEMENT: _("People alone"),
}
_DOES: Mapping[str, Words] = {
    Severity.BLOCK: _("It stops a post."),
    Severity.WARN: _("It asks for a reason."),
    Severity.NOTE: _("It reminds and stops nothing."),
}
RULE = _("Rule")
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a clause is kept; `settings` are a rule's options in words."""

    kind: Words
    what: str
    settings: tuple[str, ...]
    proof: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with everything that keeps it; `heading` only where a new one begins."""

    number: str
    heading: str
    text: str
    note: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many clauses are kept in that way."""

    count: int
    words: str


def rows(version: PolicyVersion) -> tuple[Row, ...]:
    """The clauses in their order."""
    found, heading = list[Row](), ""
    for clause in version.clauses.order_by("position").prefetch_related("rules"):
        new = clause.heading if clause.heading != heading else ""
        heading = clause.heading
        found.append(Row(clause.number, new, clause.text, clause.note, _ways(clause)))
    return tuple(found)


def sums(shown: tuple[Row, ...]) -> tuple[Sum, ...]:
    """How many clauses are kept by rules, by something else, by people alone, by nothing."""
    count = Counter[Words](_strongest(row) for row in shown)
    said: dict[Words, str] = {
        RULE: gettext("kept by a rule"),
        _OTHER: gettext("kept by a setting, a declaration or a recorded step"),
        _KINDS[By.STATEMENT]: gettext("kept by people alone"),
        "": gettext("kept by nothing that is written down here"),
    }
    return tuple(Sum(count[kind], words) for kind, words in said.items() if count[kind])


def _strongest(row: Row) -> Words:
    kinds = {way.kind for way in row.ways}
    if RULE in kinds:
        return RULE
    if kinds - {_KINDS[By.STATEMENT]}:
        return _OTHER
    return _KINDS[By.STATEMENT] if kinds else ""


def _ways(clause: Clause) -> tuple[Way, ...]:
    others = (
        Way(_KINDS.get(each["by"], ""), each["what"], (), each.get("proof", ""))
        for each in clause.enforced
    )
    rules = (_of_rule(row) for row in sorted(clause.rules.all(), key=lambda row: row.rule))
    return (*rules, *others)


def _of_rule(row: ClauseRule) -> Way:
    settings = option_words.sentences(row.rule, row.options)
    does = gettext("It looks at no post.") if row.rule in LOOK_AT_NO_POST else _DOES[row.severity]
    return Way(
        RULE,
        f"{BY_ID[row.rule].TITLE}. {does}",
        tuple(settings.values()),
        f"tests/policy/rules/test_{row.rule.replace('-', '_')}.py",
    )
