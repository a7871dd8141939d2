"""A roll for posts that were written to find out what the rules do not know."""

from policy.facts import Facts
from policy.roll import PupilName, Roll
from tests.policy import tools

_PUPILS = """
    Leila Osman|Stephen Marsh|Muhammad Iqbal|Zaynab Mir|Harriet Lowther|Ned Barrow|Ruby Carver
    Holly Mason|Isabelle Frome|Reece Tranter|Abigail Westwood|Ali Reza|Sam Bolton|Joy Sefton
    Hope Lane|Kian Doyle|Rosie Preston|Mia Hale"""
ROLL = Roll.of(
    PupilName(number, *name.strip().split(" "))
    for number, name in enumerate(_PUPILS.replace("\n", "|").split("|"))
    if name.strip()
)


def draft(text: str) -> Facts:
    """A post without a photo, of a school with that roll."""
    return tools.facts(text, roll=ROLL)
