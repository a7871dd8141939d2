"""Papers: tagged, the same for the same data, and deaf to whatever the words in them say."""

import re
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NoReturn

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schoolsocial.documents import typeface
from schoolsocial.documents.pdf import LARGEST, TEMPLATES, Json, NotSet, Template, TooLong, pdf
from tests.documents import reading
from tests.documents.reading import squeezed

NOW = datetime(2026, 11, 30, 11, 20, tzinfo=UTC)
HOSTILE = '#panic("x") #read("/etc/passwd") $x$ *b* <a> @b #import "@preview/a:1.0.0" // \\ ] } =='


def letter(words: str, title: str = "A letter", school: str = "St Catherine") -> bytes:
    data: Mapping[str, Json] = {"words": words}
    return pdf(Template.LETTER, data, title=title, school=school, as_of=NOW, stands="As of Monday")


def incident(lines: int) -> bytes:
    line = {"at": "Monday", "what": "Head: noted.", "reference": "", "said": "Words."}
    one: Mapping[str, Json] = {
        "name": "Incident 1",
        "label": "Complaint.",
        "stands": "Open.",
        "facts": [("Number", "1")],
        "steps": [],
        "evidence": [],
        "lines": [line] * lines,
    }
    return pdf(
        Template.INCIDENTS,
        {"incidents": [one]},
        title="Incident 1",
        school="St Catherine",
        as_of=NOW,
        stands="",
    )


def test_paper_says_title_words_school_moment_and_page() -> None:
    said = reading.words(letter("Dear all,\n\nWarm wishes"))

    assert said == "AletterDearall,WarmwishesStCatherine·AsofMondayPage1of1"


@pytest.mark.parametrize(
    "mark",
    [
        rb"<pdfuaid:part>1</pdfuaid:part>",
        rb"/Lang\s*\(en-GB\)",
        rb"/Marked true",
        rb"/StructTreeRoot",
        rb"/DisplayDocTitle true",
        rb">A letter</",
    ],
)
def test_paper_tells_a_screen_reader_what_it_is(mark: bytes) -> None:
    assert re.search(mark, reading.opened(letter("Dear all")))


def test_table_has_header_cells_and_headings_are_headings() -> None:
    inside = reading.opened(incident(3))

    assert len(re.findall(rb"/S\s*/TH\b", inside)) == 2 + 1 + 2 + 3  # of columns and rows, twice
    assert re.search(rb"/S\s*/H1\b", inside)
    assert re.search(rb"/S\s*/Table\b", inside)


def test_header_comes_again_on_each_page() -> None:
    long = incident(150)

    assert reading.pages(long) >= 4
    assert reading.words(long).count("WhenWhat") == reading.pages(long)


def test_same_data_give_the_same_bytes() -> None:
    assert letter("Dear all") == letter("Dear all")
    assert letter("Dear all") != letter("Dear both")


@pytest.mark.parametrize("place", ["words", "title", "school"])
def test_hostile_words_are_set_as_they_stand(place: str) -> None:
    made = letter(**{"words": "Dear all", place: HOSTILE})

    assert squeezed(HOSTILE) in reading.words(made)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert letter('#import "@preview/cetz:0.3.0"')
    assert "@preview" not in "".join(one.read_text() for one in TEMPLATES.glob("*.typ"))


def test_what_no_font_has_is_named_and_what_turns_writing_round_too() -> None:
    said = reading.words(letter("Well 👏🏽 \u202edone\u202c 你 \x00"))

    assert (
        squeezed("Well [clapping hands sign][U+1F3FD] [U+202E]done[U+202C] [U+4F60] [U+0000]")
        in said
    )


def test_every_character_said_to_be_covered_can_be_set() -> None:
    for_all = " ".join(sorted(typeface.covered() - {"\n"}))

    assert letter(for_all)


def test_covering_one_more_would_be_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the names, PDF/UA refuses the whole paper."""
    more = typeface.covered() | {"你"}
    monkeypatch.setattr(typeface, "covered", lambda: more)

    with pytest.raises(NotSet, match="nothing was lost"):
        letter("你")


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=200), title=st.text(max_size=30))
@example(words="", title="\xad")
@example(words="", title=" \u200b\ufeff ")
def test_any_words_can_be_set(words: str, title: str) -> None:
    assert letter(words, title=title).startswith(b"%PDF")


@settings(max_examples=40, deadline=None)
@given(words=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=120))
def test_words_come_out_as_they_went_in(words: str) -> None:
    assert squeezed(typeface.readable(words)) in reading.words(letter(words))


def test_digit_before_a_place_to_break_is_read_once() -> None:
    words = "235678:;<=>?@BDEFGH\x94I"

    assert squeezed(typeface.readable(words)) in reading.words(letter(words))


def test_long_run_may_break_and_a_digest_stays_whole() -> None:
    digest, address = "ab" * 32, "https://x.example/" + "a" * 90

    assert typeface.breakable(digest) == digest
    assert typeface.breakable("Amelia Brown") == "Amelia Brown"
    assert squeezed(typeface.breakable(address)) == address
    assert "\u200b" in typeface.breakable(address)


def test_a_book_is_refused() -> None:
    with pytest.raises(TooLong, match="too long for one PDF"):
        letter("word " * (LARGEST // 5))


def test_every_template_is_there_and_none_besides() -> None:
    files = {one.stem for one in TEMPLATES.glob("*.typ")}

    assert files == {one.value for one in Template} | {"house"}
