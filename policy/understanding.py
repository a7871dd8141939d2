"""A short check of understanding: would our policy let this go out?

The questions are drafts, and the answer to each is what the school's own rules make of it, so the
check always fits the version that staff agree to. Nothing here knows a real child.
"""

import hashlib
from dataclasses import dataclass

from policy import engine
from policy.engine import RuleSet
from policy.facts import Facts, PhotoFacts
from policy.findings import Finding, Severity
from policy.roll import PupilName, Roll
from policy.rules.photo_declarations import DECLARATIONS

HOW_MANY = 5
_AT_MOST_FINE = 2
_HANDLE = "@OurSchool"
_ROLL = Roll.of(
    [
        PupilName(1, "Amelia", "Brown"),
        PupilName(2, "Joshua", "Hughes", preferred_forename="Josh"),
        PupilName(3, "Priya", "Patel"),
    ]
)


@dataclass(frozen=True)
class Scenario:
    """A draft to judge. ``shows`` says in words what its photo shows; "" for no photo."""

    slug: str
    text: str
    shows: str = ""
    pupils_in_it: int = 0

    @property
    def facts(self) -> Facts:
        return Facts(self.text, self._photos, _ROLL, _HANDLE)

    @property
    def _photos(self) -> tuple[PhotoFacts, ...]:
        if not self.shows:
            return ()
        photo = PhotoFacts(
            1,
            self.shows,
            shows_pupils=self.pupils_in_it > 0,
            pupils_counted=self.pupils_in_it,
            consented=True,
            source="school",
            declared=frozenset(DECLARATIONS),
        )
        return (photo,)


@dataclass(frozen=True)
class Question:
    """A scenario with what the rules say of it: `in_the_way` is empty where it may go out."""

    scenario: Scenario
    in_the_way: tuple[Finding, ...]

    @property
    def may_go_out(self) -> bool:
        return not self.in_the_way


SCENARIOS = (
    Scenario("full-name", "Amelia Brown was chosen for our eco council today."),
    Scenario("target", "Well done Josh, a better lesson today!"),
    Scenario("class", "Year 4, don't forget your wellies for forest school on Friday."),
    Scenario(
        "named-photo",
        "Amelia and Josh ran the cake stall this afternoon.",
        "A group of children behind a table of cakes.",
        5,
    ),
    Scenario(
        "one-child",
        "Reading in the sunshine this morning.",
        "One child reading on the grass.",
        1,
    ),
    Scenario(
        "group",
        "Our scientists planted beans in the garden this morning.",
        "A group of children kneeling by a flower bed, seen from behind.",
        6,
    ),
    Scenario("no-pupil", "Our new library corner is ready.", "A corner with books and cushions."),
    Scenario("text-speak", "Gr8 day at the museum, c u all l8r!"),
    Scenario("debate", "Should homework be banned? Tell us what you think!"),
    Scenario("reply", "@a_parent Please ring the office about the trip."),
    Scenario("rude", "What a bloody awful result for the football team."),
    Scenario("undermine", "Some parents simply can't be bothered to read our letters."),
    Scenario("length", "Our garden club met today. " * 14),
    Scenario("dinner", "Roast dinner day on Thursday. Please order by Tuesday in the usual way."),
)


def questions(ruleset: RuleSet, *, salt: str) -> tuple[Question, ...]:
    """Five questions under these rules, at most two of which may go out as they are.

    ``salt`` (who is asked, of which version) decides which, the same each time.
    """
    asked = [_question(scenario, ruleset) for scenario in _shuffled(salt)]
    fine = [question for question in asked if question.may_go_out][:_AT_MOST_FINE]
    caught = [question for question in asked if not question.may_go_out]
    chosen = (fine + caught)[:HOW_MANY]
    return tuple(question for question in asked if question in chosen)


def _question(scenario: Scenario, ruleset: RuleSet) -> Question:
    found = engine.check(scenario.facts, ruleset)
    standing = (finding for finding in found if finding.severity is not Severity.NOTE)
    return Question(scenario, tuple(finding for finding in standing if not finding.quiet))


def _shuffled(salt: str) -> list[Scenario]:
    def place(scenario: Scenario) -> bytes:
        return hashlib.sha256(f"{salt}\x1f{scenario.slug}".encode()).digest()

    return sorted(SCENARIOS, key=place)
