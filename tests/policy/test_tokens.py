"""Words of a text with their places."""

import pytest

from policy.tokens import Kind, fold, tokenise


def keys(text: str) -> list[str]:
    return [word.key for word in tokenise(text)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Amelia", "amelia"),
        ("Élodie", "elodie"),
        ("E\u0301lodie", "elodie"),
        ("O’Neill", "oneill"),
        ("O'Neill", "oneill"),
        ("Søren", "soren"),
        ("Łukasz", "lukasz"),
        ("Strauß", "strauss"),
        ("Ame\u200blia", "amelia"),
        ("𝓐𝓶𝓮𝓵𝓲𝓪", "amelia"),
        ("ＡＭＥＬＩＡ", "amelia"),
    ],
)
def test_fold_makes_spellings_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Well done, Amelia-Rose!", ["well", "done", "amelia", "rose"]),
        ("James’s and James' books", ["james", "and", "james", "books"]),
        ("AmeliaBrown and PTAFair", ["amelia", "brown", "and", "pta", "fair"]),
        ("O’Neill and D'Arcy", ["oneill", "and", "darcy"]),
        ("year4Trip JBrown", ["year4", "trip", "j", "brown"]),
        ("iPads DVDs", ["i", "pads", "dv", "ds"]),
        ("McDonald and MacKenzie", ["mcdonald", "and", "mackenzie"]),
        ("ÉlodieÀLaMode E\u0301lodieA\u0300La", ["elodie", "a", "la", "mode", "elodie", "a", "la"]),
        ("IMG_AmeliaBrown_2", ["img", "amelia", "brown", "2"]),
        ("gr8 4B 2moro", ["gr8", "4b", "2moro"]),
        ("", []),
        ("…!? 😀", []),
    ],
)
def test_tokenise_parts_words(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hello", [Kind.WORD]),
        ("#WellDone", [Kind.HASHTAG, Kind.HASHTAG]),
        ("@BBC_Teach", [Kind.MENTION]),
        ("https://school.uk/a-b", [Kind.LINK] * 5),
        ("school.uk", [Kind.LINK, Kind.LINK]),
        ("a@b", [Kind.WORD, Kind.WORD]),
        ("day.It", [Kind.WORD, Kind.WORD]),
    ],
)
def test_tokenise_tells_where_a_word_stands(text: str, kinds: list[Kind]) -> None:
    assert [word.kind for word in tokenise(text)] == kinds


def test_place_leaves_out_a_possessive_s() -> None:
    text = "See Amelia’s boat"
    word = tokenise(text)[1]

    assert text[word.start : word.end] == "Amelia"
    assert word.possessive


def test_possessive_belongs_to_the_last_part_of_a_camelcase_word() -> None:
    assert [word.possessive for word in tokenise("AmeliaBrown's kite")] == [False, True, False]


def test_places_count_code_points() -> None:
    text = "😀😀 Élodie"
    (word,) = tokenise(text)

    assert (word.start, word.end) == (3, 9)
