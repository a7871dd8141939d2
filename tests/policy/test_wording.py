"""Ways of saying something: the notation, and what a text is read as."""

import pytest

from policy import wording
from policy.spoken import Spoken
from policy.tokens import tokenise
from policy.wording import Wording


def said(text: str) -> Spoken:
    return Spoken.of("text", text, tokenise(text))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of every word list."""
    entries: list[str] = []
    monkeypatch.setattr(wording, "lines", lambda _name: tuple(entries))
    return entries


def found(entries: list[str], text: str, *more: str) -> list[str]:
    entries.extend(more)
    return [text[start:end] for start, end in Wording.named("any").spans(said(text))]


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("shut up", "Oh, SHUT up!", ["SHUT up"]),
        ("shut up", "Shut. Up we go", []),
        ("a|b c", "a c b c", ["a c", "b c"]),
        (
            "can't_be|wont bother",
            "Can’t be bother, won’t bother",
            ["Can’t be bother", "won’t bother"],
        ),
        ("so very? bad", "so bad, so very bad", ["so bad", "so very bad"]),
        ("they fail~", "they failed", ["they failed"]),
        ("mr * left", "Mr Smith left", ["Mr Smith left"]),
        ("go .. home", "go right now home", ["go right now home"]),
        ("go .. home", "go right now straight home", []),
        ("go ... home", "go. home", []),
        ("at %pm", "at 2pm", ["at 2pm"]),
        ("thank @", "Thank @NASA", ["Thank @NASA"]),
        ("^ well $", "Well. All well.", ["Well"]),
        ("we're here", "We’re here", ["We’re here"]),
        ("we're here", "Were here", []),
        ("it's so", "it’s so", ["it’s so"]),
        ("so bad", "sooo b4d", ["sooo b4d"]),
        ("see this", "see https://example.com/x this", ["see https://example.com/x this"]),
    ],
)
def test_line_is_read(written: list[str], line: str, text: str, expected: list[str]) -> None:
    assert found(written, text, line) == expected


def test_class_stands_for_its_words(written: list[str]) -> None:
    lines = ("<staff> = teacher head_teacher", "the <staff>|cook left")
    assert found(written, "The head teacher left", *lines) == ["The head teacher left"]


def test_what_begins_in_harmless_words_is_not_reported(written: list[str]) -> None:
    lines = ("vote for", "- vote for your book")
    assert found(written, "Vote for your book! Vote for Bob!", *lines) == ["Vote for"]


def test_longest_is_reported_once(written: list[str]) -> None:
    assert found(written, "go away now", "go away", "go away now", "away now") == ["go away now"]


@pytest.mark.parametrize("line", ["* is bad", "very? bad", "fail~ often", ".. bad"])
def test_line_that_could_begin_anywhere_is_refused(written: list[str], line: str) -> None:
    written.append(line)
    with pytest.raises(ValueError, match="does not begin with a word"):
        Wording.named("any")


@pytest.mark.parametrize("text", ["a " * 2000, "." * 4000, "a.a." * 1000, "aaaa" * 1000])
def test_hostile_text_is_read_to_the_end(written: list[str], text: str) -> None:
    line = "a ... a ... a ... a ... b"

    assert found(written, f"{text}. Then c d", line, "c d") == ["c d"]


def test_titles_and_figures_end_no_sentence() -> None:
    assert said("Mr. Hall at 9.30am. Go").words == (
        ".",
        "mr",
        "hall",
        "at",
        "%",
        "%am",
        ".",
        "go",
        ".",
    )
