"""Weights and links as X counts them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from twitter_text import parse_tweet

from policy.length import MAX_INPUT, TooLong, first_over, is_far_over, urls, weigh


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("   \n", 0),
        ("hello", 5),
        ("  hello  ", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("日本", 4),
        ("😀", 2),
        ("👨‍👩‍👧", 2),
        ("“quote” – dash", 14),
        ("www.bbc.co.uk", 23),
        ("See https://example.com/a?b=c#d now", 4 + 23 + 4),
        ("one.two", 7),
    ],
)
def test_weigh_counts_as_x_does(text: str, weight: int) -> None:
    assert weigh(text) == weight


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nothing here. Really", []),
        ("see bbc.co.uk/news.", ["bbc.co.uk/news"]),
        ("é https://example.com, x.org", ["https://example.com", "x.org"]),
        ("😀 school.uk", ["school.uk"]),
    ],
)
def test_urls_are_what_x_charges_for(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in urls(text)] == found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x" * 285, 280),
        ("  " + "x" * 285, 282),
        ("😀" * 150, 140),
        ("x" * 279 + "😀", 279),
        ("short ", 5),
        ("", 0),
        ("x" * 270 + " https://example.com", 271),
    ],
)
def test_first_over_is_where_the_limit_is_passed(text: str, place: int) -> None:
    assert first_over(text, 280) == place


@pytest.mark.parametrize("read", [weigh, urls, lambda text: first_over(text, 280)])
def test_input_over_the_cap_is_refused_unread(read: object) -> None:
    assert callable(read)

    with pytest.raises(TooLong, match="at most 4,000 are read"):
        read("a." * MAX_INPUT)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["a.", "a.a.a.a.a.a.a.a.a/", "a.com.", "-.", "://", "é."])
def test_dotted_text_up_to_the_cap_is_read(piece: str) -> None:
    text = (piece * MAX_INPUT)[:MAX_INPUT]

    assert weigh(text) > 280
    assert all(end <= MAX_INPUT for _, end in urls(text))


def test_dotted_text_keeps_its_weight() -> None:
    assert weigh("a." * 100) == 200


def test_link_after_endless_dots_is_still_a_link() -> None:
    assert weigh("." * 50 + " example.com") == 50 + 1 + 23


def test_half_a_character_weighs_two() -> None:
    assert weigh("x\ud800") == 3


@pytest.mark.parametrize(
    "text",
    [
        "Well done, Year 4. " * 50,
        "https://www.alderlane.example.sch.uk/" + "a" * 3_000,
        "See alderlane.example.sch.uk/" + "a-" * 1_500 + " for more.",
    ],
)
def test_long_text_and_long_addresses_are_read(text: str) -> None:
    assert not is_far_over(text, 280)


@pytest.mark.parametrize(
    "text",
    [
        "." * 10_000,
        "J. " * 1_300,
        "a/b/" * 990,
        "e\u0301\u0332\u0489" * 990,
        "\u202eolleh \u202c" * 490,
        "https://a.b/c-d-e " * 220,
        "Well done, Year 4! " * 55_000,
    ],
)
def test_text_many_times_too_long_is_told_by_its_size(text: str) -> None:
    assert is_far_over(text, 280)


def test_generous_policy_has_longer_texts_read() -> None:
    assert not is_far_over("a " * 1_900, 4_000)


@given(st.text(alphabet="ab.Z9 \n#@/:£’–…©é", max_size=60), st.sampled_from(["", "bbc.co.uk", "#️⃣"]))
def test_writing_with_nothing_to_weigh_counts_as_the_parser_counts(text: str, end: str) -> None:
    written = (text + end).strip()

    assume(written)

    assert weigh(written) == parse_tweet(written).weightedLength
