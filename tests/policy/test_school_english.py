"""Whole posts as schools write them, under both schools' policies and with a photo.

The roll holds many names that are words; none of the harmless posts may be stopped, and every
post that gives a child away is.
"""

import pytest

from policy import packs
from policy.engine import Severity, check
from policy.facts import PhotoFacts
from policy.roll import PupilName, Roll
from tests.policy.tools import facts

FORENAMES = """
    Amelia Josh Rose Will May Art Summer Grace Charlie Hope Mark Tim Holly Poppy Daisy Lily Ivy Ruby
    Jack Robin Faith Joy Jasmine Olive Autumn April June Grant Chase Hunter Drew Max Penny Dawn Eve
    Noel Carol Angel Christian Florence Paris Jordan Chester Catherine Joseph David Adam Noah Henry
    William James Oliver Harry George Thomas Alice Matilda Ben Star River An My"""
SURNAMES = """
    Brown Hill Wood Young King Baker Patel Khan Okafor Nguyen Day Park Church Fox"""
ROLL = Roll.of(
    PupilName(i, forename, SURNAMES.split()[i * 5 % len(SURNAMES.split())])
    for i, forename in enumerate(FORENAMES.split())
)
PHOTO = (PhotoFacts(1, "Children at tables in a hall", consented=True),)
HARMLESS = [
    "Will you be joining us for our Summer Fair on Friday? Mark your calendars!",
    "May half term starts on Friday 22 May. We hope everyone has a lovely rest.",
    "Rose Class and Holly Class had a wonderful day at Chester Zoo.",
    "Hope Street will be closed on Monday; please use the Green Lane entrance.",
    "Year 3 read Charlie and the Chocolate Factory and wrote to Willy Wonka.",
    "Tim Peake’s rocket was our inspiration for Space Week.",
    "Art Club is full. Joy all round in Reception as the snow arrived!",
    "Grace before lunch, said beautifully by Year 1.",
    "We visited Florence Nightingale’s museum in London.",
    "Poppy wreaths were laid at the War Memorial on Remembrance Day.",
    "Christmas Carol concert tonight! Carol singing from 6pm.",
    "Noah’s Ark and Adam and Eve: our RE displays.",
    "St Joseph’s and St Catherine’s joined us for the Thomas Cup.",
    "Mr Brown and Mrs Young led the walk to Hunts Cross station.",
    "Henry VIII and his six wives visited Year 4! King Henry was loud.",
    "Harry Potter day in the library. Matilda the Musical next week!",
    "June is Pride month. April showers bring May flowers.",
    "Daisy chains on the field at lunch. The robin is back on our olive tree.",
    "Max 30 places for Chess Club. Drew our own portraits in Art.",
    "Our Hunter and Gatherers topic: Stone Age Britain.",
    "Don’t forget the Year 4 trip on 4 May: packed lunch, coat and wellies.",
    "Well done to all of Year 5 and a big thank you to the PTA!",
    "World Book Day: Alice in Wonderland, Jack Frost, Thomas the Tank Engine.",
    "Faith, Hope and Love are the three that remain.",
    "Star of the Week awards went to Year 2. River study next week.",
    "Angel costumes for the Nativity please. Angel Gabriel visits on Tuesday.",
    "Our value this half term is Hope. Christian values guide us.",
    "An amazing assembly from 4B. My maths login is in your child’s diary.",
    "Blue tits, SATs, phonics, EYFS, KS2, Y5, PE, SEND, PTA and RE this week.",
    "Scunthorpe, Essex, Nazi Germany, WW2 and Egyptian slaves: Class 6 topics.",
    "Dick Whittington and cocktail sticks: what a party for Year 2!",
]
GIVE_A_CHILD_AWAY = [
    "Rose with her sunflower",
    "Look at Will and his rocket!",
    "Well done Hope!",
    "amelia loved the trip",
    "Fantastic writing by Josh in Class 3",
    "Amelia, Grace and Poppy built a den.",
    "What a den! #WellDoneAmelia",
    "What a den! #welldoneamelia",
    "Amelia Brown’s den",
    "Today Summer won the cup.",
    "School chess champion: Ben N.",
]


def blocks(text: str, slug: str) -> list[str]:
    draft = facts(text, photos=PHOTO, roll=ROLL)
    found = check(draft, packs.load(slug).ruleset(1))
    return [f"{f.rule}: {f.matched}" for f in found if f.severity is Severity.BLOCK]


@pytest.mark.parametrize("slug", packs.slugs())
@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_post_is_not_stopped(text: str, slug: str) -> None:
    assert blocks(text, slug) == []


@pytest.mark.parametrize("text", GIVE_A_CHILD_AWAY)
def test_post_that_names_a_child_beside_a_photo_is_stopped(text: str) -> None:
    assert blocks(text, "hunts-cross")


@pytest.mark.parametrize(
    "text", ["Rose with her sunflower", "Amelia, Grace and Poppy built a den.", "Thomas built it."]
)
def test_first_names_beside_a_photo_are_fine_where_the_policy_allows_them(text: str) -> None:
    assert blocks(text, "st-catherine-of-siena") == []


def test_most_harmless_posts_are_not_even_asked_about() -> None:
    asked = [
        text
        for text in HARMLESS
        if check(facts(text, photos=PHOTO, roll=ROLL), packs.load("hunts-cross").ruleset(1))
    ]

    assert len(asked) <= len(HARMLESS) // 4
