"""Each language says all that English says, with the same gaps to fill."""

from datetime import date

import pytest

from consent import languages
from consent.actions.purposes import USUAL
from consent.languages import CODES, needed

each = pytest.mark.parametrize("code", CODES)


@each
def test_language_has_the_keys_of_english(code: str) -> None:
    language, english = languages.load(code), languages.english()

    for table in ("words", "purposes", "questions"):
        assert getattr(language, table).keys() == getattr(english, table).keys()


@each
def test_language_fills_the_same_gaps(code: str) -> None:
    language, english = languages.load(code).words, languages.english().words

    assert [key for key in english if needed(language[key]) != needed(english[key])] == []


@each
def test_language_is_not_english_again(code: str) -> None:
    language, english = languages.load(code), languages.english()
    same = [key for key, said in english.words.items() if language.words[key] == said]

    assert language.by_machine is (code != "en")
    assert not language.by_machine or same == ["in_english"]


def test_english_says_what_schools_usually_ask() -> None:
    english = languages.english()

    assert english.purposes == {code: name for code, name, _question in USUAL}
    assert english.questions == {code: question for code, _name, question in USUAL}


@pytest.mark.parametrize(
    ("tag", "code"),
    [("pl", "pl"), ("pl-PL", "pl"), ("UR", "ur"), ("en_GB", "en"), ("", "en"), ("xx", "en")],
)
def test_nearest_language_of_a_tag(tag: str, code: str) -> None:
    assert languages.nearest(tag) == code


def test_written_from_the_right() -> None:
    assert [code for code in CODES if languages.load(code).direction == "rtl"] == ["ur", "ar"]


def test_day_is_written_as_the_language_writes_it() -> None:
    assert languages.load("pl").day(date(2027, 8, 31)) == "31 sierpnia 2027"
    assert languages.english().day(date(2027, 8, 31)) == "31 August 2027"
