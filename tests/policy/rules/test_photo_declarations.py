"""What only people can know is declared per photo."""

from functools import partial

import pytest

from policy.facts import Facts, Moment, PhotoFacts, Process
from policy.rules.photo_declarations import DECLARATIONS, OPTIONS, wanted
from tests.policy import tools
from tests.policy.making import AUTHOR, shown

passes = partial(tools.assert_passes, "photo-declarations")
flags = partial(tools.assert_flags, "photo-declarations", at=None, where="photo:1")

PROCESS = Process(Moment.DRAFTING, AUTHOR)
ALL = frozenset(str(OPTIONS["declarations"]).split())


def declared(*ids: str, source: str = "", shows_pupils: bool | None = True) -> Facts:
    photo = PhotoFacts(1, "Reading", shows_pupils, source=source, declared=frozenset(ids))
    return shown(photo, process=PROCESS)


@pytest.mark.parametrize("shows_pupils", [True, None, False])
def test_photo_with_all_declarations_passes(shows_pupils: bool | None) -> None:
    passes(declared(*ALL, shows_pupils=shows_pupils))


@pytest.mark.parametrize("shows_pupils", [True, None], ids=["shows pupils", "not said"])
def test_photo_without_any_is_flagged_once(shows_pupils: bool | None) -> None:
    flags(declared(shows_pupils=shows_pupils))


def test_photo_that_shows_no_pupils_needs_none() -> None:
    passes(declared(shows_pupils=False))


def test_missing_ones_are_named_in_plain_words() -> None:
    (mark,) = tools.marks("photo-declarations", declared())

    assert mark.message == (
        "Still to be declared for photo 1: “Taken on a school device”,"
        " “Everybody is suitably dressed”."
    )


def test_policy_says_which_are_wanted() -> None:
    passes(declared("returned"), {"declarations": "returned"})
    passes(declared(), {"declarations": ""})
    flags(declared(*ALL), options={"declarations": "returned"})


@pytest.mark.parametrize("source", ["parent", "visitor", "web"])
def test_owners_leave_is_wanted_of_pictures_by_others(source: str) -> None:
    flags(declared(source=source), options={"declarations": "permission"})


@pytest.mark.parametrize("source", ["school", "licensed", ""])
def test_owners_leave_is_not_wanted_of_own_pictures(source: str) -> None:
    passes(declared(source=source), {"declarations": "permission"})


def test_declaration_nobody_can_make_is_never_taken_as_made() -> None:
    flags(declared(*ALL), options={"declarations": "something-else"})


def test_what_the_register_knows_is_not_asked_for() -> None:
    passes(declared(), {"declarations": "consent-list"})


def test_silent_where_nobody_is_there_to_declare() -> None:
    passes(shown(PhotoFacts(1, "Reading", shows_pupils=True)))


def test_wanted_ones_keep_the_order_of_the_policy() -> None:
    photo = PhotoFacts(1, "Reading", source="parent")

    assert wanted(photo, {"declarations": "returned permission"}) == ["returned", "permission"]


def test_every_declaration_wanted_by_default_has_a_sentence() -> None:
    assert set(DECLARATIONS) >= ALL
