"""Words for the rule tests: what passes, what is flagged and where."""

from collections.abc import Mapping

from policy.engine import RuleSet, RuleSetting, Severity, defaults
from policy.facts import TEXT, Facts, PhotoFacts
from policy.findings import Mark, Option
from policy.roll import PupilName, Roll
from policy.rules import BY_ID

HANDLE = "@HuntsCrossPri"
ROLL = Roll.of(
    [
        PupilName(1, "Amelia", "Brown"),
        PupilName(2, "Joshua", "Hughes", preferred_forename="Josh"),
        PupilName(3, "Rose", "Hill"),
        PupilName(4, "William", "Young", preferred_forename="Will"),
        PupilName(5, "May", "Patel"),
        PupilName(6, "Art", "O'Neill"),
        PupilName(7, "Summer", "van der Berg"),
        PupilName(8, "Grace", "Smith-Jones"),
        PupilName(9, "Charlie", "Nguyen"),
        PupilName(10, "Hope", "Okafor"),
        PupilName(11, "Mark", "McDonald"),
        PupilName(12, "Tim", "Peake"),
        PupilName(13, "Amelia-Rose", "Ó Briain"),
        PupilName(14, "Élodie", "García", preferred_surname="Dubois"),
        PupilName(15, "An", "Tran"),
        PupilName(16, "Florence", "Day"),
    ]
)


def facts(
    text: str = "",
    *,
    alt: str | None = None,
    shows_pupils: bool | None = None,
    photos: tuple[PhotoFacts, ...] = (),
    in_reply_to: str | None = None,
    school_phrases: tuple[str, ...] = (),
    roll: Roll = ROLL,
) -> Facts:
    """A draft; `alt` stands for one photo with that description."""
    if alt is not None:
        photos = (PhotoFacts(1, alt, shows_pupils),)
    return Facts(text, photos, roll, HANDLE, in_reply_to, school_phrases)


def marks(rule: str, draft: Facts | str, options: Mapping[str, Option] | None = None) -> list[Mark]:
    """What the rule yields, with its default options where none are given."""
    if isinstance(draft, str):
        draft = facts(draft)
    return list(BY_ID[rule].check(draft, {**defaults(rule), **(options or {})}))


def assert_passes(
    rule: str, draft: Facts | str, options: Mapping[str, Option] | None = None
) -> None:
    assert marks(rule, draft, options) == []


def assert_flags(
    rule: str,
    draft: Facts | str,
    *,
    at: str | tuple[str, ...] | None,
    where: str = TEXT,
    doubtful: bool = False,
    options: Mapping[str, Option] | None = None,
) -> None:
    """The rule marks exactly these words at this place, and is as sure of them as said.

    `at` None stands for one mark on no particular words.
    """
    if isinstance(draft, str):
        draft = facts(draft)
    wanted = at if isinstance(at, tuple) else (at,)
    found = marks(rule, draft, options)
    assert [_words(mark, draft) for mark in found] == list(wanted)
    assert {mark.where for mark in found} == {where}
    assert {mark.doubtful for mark in found} == {doubtful}


def ruleset(
    *rules: str, severity: Severity = Severity.BLOCK, options: Mapping[str, Option] | None = None
) -> RuleSet:
    """Version 3 of a policy whose clause 1.1 sets these rules."""
    settings = tuple(
        RuleSetting(rule, severity, "1.1", "Be kind.", options or {}) for rule in rules
    )
    return RuleSet("Twitter Policy", 3, settings)


def _words(mark: Mark, draft: Facts) -> str | None:
    if mark.span is None:
        return None
    written = (*draft.places, *draft.hidden_places)
    text = next(place.text for place in written if place.where == mark.where)
    return text[slice(*mark.span)]
