"""HX speaks of 140 characters; X allows 280 (S9)."""

from functools import partial

from tests.policy import tools

passes = partial(tools.assert_passes, "length")
flags = partial(tools.assert_flags, "length")


def test_280_characters_pass() -> None:
    passes("x" * 280)


def test_the_281st_character_is_flagged() -> None:
    flags("x" * 280 + "yz", at="yz")


def test_policy_may_allow_less() -> None:
    flags("x" * 140 + "y", at="y", options={"max": 140})


def test_link_counts_23_however_long() -> None:
    passes("x" * 256 + " https://example.com/" + "a" * 200)


def test_emoji_counts_two() -> None:
    flags("😀" * 140 + "😀", at="😀")


def test_blanks_around_the_post_do_not_count() -> None:
    passes("  " + "x" * 280 + "\n\n")


def test_message_gives_the_figures() -> None:
    (mark,) = tools.marks("length", "x" * 300)

    assert mark.message == "The post is 300 characters long as X counts them; 280 are allowed."
    assert mark.remedy == "Shorten it by 20."


def test_alt_text_does_not_count() -> None:
    passes(tools.facts("Sports day", alt="x" * 500))
