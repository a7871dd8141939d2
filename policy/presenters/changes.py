"""What changed from one version of the policy to another, clause by clause, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from policy.findings import Severity
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.option_words import sentences
from policy.presenters import pairing
from policy.presenters.document import meaning
from policy.presenters.pairing import Worded
from policy.rules import BY_ID, LOOK_AT_NO_POST
from schoolsocial.changed_words import Change, Piece, words

Rules = dict[str, ClauseRule]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that changed. ``pieces`` are empty where its words are the same."""

    number: str
    heading: str
    fate: str
    pieces: tuple[Piece, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """From one version to another; ``same`` counts the clauses that did not change."""

    before: PolicyVersion
    after: PolicyVersion
    title: tuple[Piece, ...]
    clauses: tuple[ClauseChange, ...]
    same: int


def between(before: PolicyVersion, after: PolicyVersion) -> Changes:
    """The changes, in the order of the later version."""
    old, new = _clauses(before), _clauses(after)
    told = list(_told(old, new))
    return Changes(
        before=before,
        after=after,
        title=words(before.title, after.title) if before.title != after.title else (),
        clauses=tuple(told),
        same=len(new) - sum(change.fate != "removed" for change in told),
    )


def _clauses(version: PolicyVersion) -> list[Clause]:
    return list(version.clauses.order_by("position", "pk").prefetch_related("rules"))


def _told(old: list[Clause], new: list[Clause]) -> Iterator[ClauseChange]:
    for was, now in pairing.beside(old, new):
        if was and now:
            yield from reworded(was, now, tuple(_remarks(was, now)))
        elif now:
            yield _added(now)
        elif was:
            yield _removed(was)


def reworded(was: Worded, now: Worded, remarks: tuple[str, ...]) -> Iterator[ClauseChange]:
    """The clause written anew, with what else is to be said of it; nothing where it stayed."""
    pieces = words(was.text, now.text) if was.text != now.text else ()
    if pieces or remarks:
        yield ClauseChange(now.number, now.heading, "changed", pieces, remarks)


def _added(now: Clause) -> ClauseChange:
    runs = tuple(
        gettext("New rule: {rule}.").format(rule=_rule_words(row)) for row in now.rules.all()
    )
    return ClauseChange(now.number, now.heading, "added", (Piece(Change.ADDED, now.text),), runs)


def _removed(was: Clause) -> ClauseChange:
    over = tuple(
        gettext("No longer runs for it: {rule}.").format(rule=_rule_words(row))
        for row in was.rules.all()
    )
    return ClauseChange(
        was.number, was.heading, "removed", (Piece(Change.REMOVED, was.text),), over
    )


def _remarks(was: Clause, now: Clause) -> Iterator[str]:
    if was.number != now.number:
        yield gettext("Its number was {number}.").format(number=was.number)
    if was.heading != now.heading:
        yield (
            gettext("Its heading was “{heading}”.").format(heading=was.heading)
            if was.heading
            else gettext("It had no heading.")
        )
    if was.note != now.note:
        yield gettext("How the rules read it is explained anew.")
    old = {row.rule: row for row in was.rules.all()}
    new = {row.rule: row for row in now.rules.all()}
    yield from _rule_changes(old, new)


def _rule_changes(old: Rules, new: Rules) -> Iterator[str]:
    for rule in sorted(new.keys() - old.keys()):
        yield gettext("New rule: {rule}.").format(rule=_rule_words(new[rule]))
    for rule in sorted(old.keys() - new.keys()):
        yield gettext("No longer runs for it: {rule}.").format(rule=_rule_words(old[rule]))
    for rule in sorted(new.keys() & old.keys()):
        was, now = old[rule], new[rule]
        if was.severity != now.severity and rule not in LOOK_AT_NO_POST:
            yield gettext("{rule} now {does}; it {did}.").format(
                rule=BY_ID[rule].TITLE, does=meaning(now), did=_past(was)
            )
        before, after = sentences(rule, was.options), sentences(rule, now.options)
        for name in after.keys() | before.keys():
            if before.get(name) != after.get(name):
                yield gettext("{rule}. {now}. Before: {before}.").format(
                    rule=BY_ID[rule].TITLE,
                    now=after.get(name, gettext("Set aside as usual")),
                    before=before.get(name, gettext("as usual")),
                )


def _rule_words(row: ClauseRule) -> str:
    return gettext("{rule}, which {does}").format(rule=BY_ID[row.rule].TITLE, does=meaning(row))


def _past(row: ClauseRule) -> str:
    past = {
        Severity.BLOCK: gettext("stopped a post"),
        Severity.WARN: gettext("asked for a reason"),
        Severity.NOTE: gettext("said so"),
    }
    return past[Severity(row.severity)]
