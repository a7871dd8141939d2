"""Rules of other schools: staff photo consent."""

from dataclasses import replace
from functools import partial

import pytest

from policy.facts import Facts
from policy.roll import PupilName, Roll
from tests.policy import tools

passes = partial(tools.assert_passes, "staff-name")
flags = partial(tools.assert_flags, "staff-name", doubtful=True)
STAFF = Roll.of([PupilName(1, "Sarah", "Okonkwo"), PupilName(2, "Owen", "Young", "Owen")])


def draft(text: str, alt: str | None = "Our hall") -> Facts:
    return replace(tools.facts(text, alt=alt), staff=STAFF)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Thank you to Mrs Okonkwo for the tour.", "Mrs Okonkwo"),
        ("Thank you to Mrs. Okonkwo for the tour.", "Mrs. Okonkwo"),
        ("Miss Sarah Okonkwo opened the fair.", "Miss Sarah Okonkwo"),
        ("Sarah Okonkwo opened the fair.", "Sarah Okonkwo"),
        ("MR YOUNG was the winner", "MR YOUNG"),
    ],
)
def test_staff_named_beside_a_photo_are_asked_about(text: str, at: str) -> None:
    flags(draft(text), at=at)


@pytest.mark.parametrize(
    "text",
    [
        "Sarah opened the fair.",
        "Mrs Patel opened the fair.",
        "Young people and mr young.",
        "Mrs Okonkwo-Class is a name of nobody.",
    ],
)
def test_others_pass(text: str) -> None:
    passes(draft(text.replace("Okonkwo-Class", "Claus")))


def test_staff_without_a_photo_pass() -> None:
    passes(draft("Thank you to Mrs Okonkwo.", alt=None))


def test_staff_without_a_photo_are_asked_about_where_the_policy_wants_it() -> None:
    flags(
        draft("Thank you to Mrs Okonkwo.", alt=None),
        at="Mrs Okonkwo",
        options={"photo_only": False},
    )


def test_staff_in_alt_text_are_asked_about_there() -> None:
    flags(draft("Fair!", alt="Mrs Okonkwo at the fair"), at="Mrs Okonkwo", where="alt:1")


def test_photo_alone_passes_where_no_staff_are_known() -> None:
    passes(tools.facts("Thank you to Mrs Okonkwo.", alt="Our hall"))


def test_staff_are_not_taken_for_pupils_of_the_same_name() -> None:
    roll = Roll.of([PupilName(1, "Sarah", "Brown")])
    both = replace(draft("Sarah Okonkwo opened the fair."), roll=roll)

    assert tools.marks("pupil-name-with-photo", both) == []


def test_full_name_of_pupil_and_staff_leaves_a_doubt() -> None:
    roll = Roll.of([PupilName(1, "Sarah", "Okonkwo")])
    both = replace(draft("Sarah Okonkwo opened the fair."), roll=roll)

    tools.assert_flags("pupil-full-name", both, at="Sarah Okonkwo", doubtful=True)
