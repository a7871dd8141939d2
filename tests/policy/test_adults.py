"""Adults named by title, and staff told apart from pupils."""

import pytest

from policy.adults import staff_in, titled
from policy.passage import Passage
from policy.roll import PupilName, Roll
from policy.tokens import tokenise

STAFF = Roll.of([PupilName(1, "Sarah", "Okonkwo"), PupilName(2, "Tom", "van der Berg")])


def passage(text: str) -> Passage:
    return Passage(text, tokenise(text), frozenset())


def adults(text: str) -> list[str]:
    read = passage(text)
    return [text[read.words[a.first].start : read.words[a.last].end] for a in titled(read)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Hughes sang", ["Mr Hughes"]),
        ("Mrs. Smith-Jones sang", ["Mrs. Smith-Jones"]),
        ("Miss Sarah Patel’s class", ["Miss Sarah Patel"]),
        ("MISS PATEL SANG", ["MISS PATEL"]),
        ("Mr and Mrs Khan sang", ["Mrs Khan"]),
        ("Miss you all. We miss Miss.", []),
        ("mr hughes sang", []),
        ("MS Society", []),
        ("Mr Fox, Mr Tumble and St Catherine", []),
        ("Mr Hughes Class", ["Mr Hughes"]),
        ("Miss", []),
    ],
)
def test_title_with_a_capitalised_name_is_an_adult(text: str, expected: list[str]) -> None:
    assert adults(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs Okonkwo sang", ["Mrs Okonkwo"]),
        ("Sarah Okonkwo sang", ["Sarah Okonkwo"]),
        ("Sarah sang", []),
        ("Mrs Smith sang", []),
    ],
)
def test_staff_are_named_by_title_or_in_full(text: str, expected: list[str]) -> None:
    spans = staff_in(passage(text), STAFF)

    assert [text[slice(*span)] for span in sorted(set(spans))] == expected


def test_nobody_is_found_where_no_staff_are_known() -> None:
    assert list(staff_in(passage("Mrs Okonkwo sang"), Roll())) == []
