"""Offensive words, their places, and what excuses them."""

import pytest

from policy.offence import offences


def found(text: str) -> list[tuple[str, bool]]:
    return [(text[o.start : o.end], o.sure) for o in offences(text)]


def test_nothing_in_nothing() -> None:
    assert offences("") == ()


def test_possessive_is_not_part_of_the_word() -> None:
    assert found("that bastard’s car") == [("bastard", True)]


def test_phrase_wins_over_the_word_inside_it() -> None:
    assert found("Oh bloody hell!") == [("bloody hell", True)]


def test_innocent_phrase_excuses_only_its_own_words() -> None:
    assert found("Blue tits! You tit.") == [("tit", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dick Francis", []),
        ("Mr Dick", []),
        ("Dick", [("Dick", False)]),
        ("a dick", [("dick", False)]),
        ("Big dick", [("dick", False)]),
    ],
)
def test_names_that_are_words_need_another_capital(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sh1t", [("sh1t", True)]),
        ("(sh1t!)", [("sh1t", True)]),
        ("g1t", [("g1t", False)]),
        ("s1ag", [("s1ag", True)]),
        ("455h0le", []),
        ("b@5t@rd", [("b@5t@rd", True)]),
        ("Class 5H1T", [("5H1T", True)]),
        ("@rse", []),
        ("10111001", []),
    ],
)
def test_figures_and_signs_are_read_as_letters_where_letters_prevail(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f**k", [("f**k", True)]),
        ("f*cking", [("f*cking", True)]),
        ("b****y", [("b****y", True)]),
        ("bl**dy", [("bl**dy", False)]),
        ("s***", [("s***", False)]),
        ("a**", []),
        ("A*", []),
        ("**bold**", []),
        ("x***y", []),
        ("co-op", []),
        ("w--k", [("w--k", False)]),
        ("b__k", [("b__k", False)]),
    ],
)
def test_masked_words_are_sure_where_stars_hide_what_is_never_right(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f u c k", [("f u c k", True)]),
        ("f.u.c.k.", [("f.u.c.k", True)]),
        ("I s-h-i-t", [("s-h-i-t", True)]),
        ("a t i t", [("t i t", False)]),
        ("s h 1 t", [("s h 1 t", True)]),
        ("s h i p", []),
        ("U S A and P T A", []),
    ],
)
def test_words_spelt_out_are_read(text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["shiiiit", "SHIIIT", "wankerrrr", "asssss"])
def test_stretched_words_are_read(text: str) -> None:
    assert [word for word, _ in found(text)] == [text]


@pytest.mark.parametrize("text", ["Shhhh", "Yessss", "Goooal", "Mmmm", "Zzzz"])
def test_stretched_innocent_words_pass(text: str) -> None:
    assert found(text) == []


def test_place_is_right_behind_emoji() -> None:
    assert found("😀😀 shit 😀") == [("shit", True)]
