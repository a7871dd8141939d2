"""Words in templates are marked, so that whoever translates them finds every one (ADR 48)."""

import re
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

from tests.house.sources import ROOT, templates

OTHERS = ("templates/family/", "templates/gallery.html", "templates/api/documentation.html")
"""The families' page has languages of its own; the others speak to developers alone."""
LEFT_OUT = re.compile(
    r"\{% block \w+_class %\}.*?\{% endblock %\}"
    r"|\{% comment .*?endcomment %\}|\{% comment %\}.*?\{% endcomment %\}"
    r"|\{% blocktranslate.*?endblocktranslate %\}"
    r"|<(script|style|code|kbd)\b.*?</\1>",
    re.DOTALL,
)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
GIVEN = re.compile(
    r"\s\w+=\"([A-Z][a-z][^\"]*)\""  # with title="Not yet"
    r"|\|(?:default|default_if_none|yesno|join):[\"'](\s?[A-Za-z]{2,}\s[^\"']*)[\"']"
    r"|\"([A-Z][a-z]+[^\"]*)\"\|add:"
)
ATTRIBUTE = re.compile(r"\s(?:aria-label|placeholder|title|alt)=\"([^\"]*)\"")
WORD = re.compile(r"(?<![&/\w])[A-Za-z]{2,}")


def of_ours() -> list[Path]:
    mails = sorted((ROOT / "templates").rglob("*.txt"))
    ours = (path for path in [*templates(), *mails] if path.stat().st_size)
    return [path for path in ours if not str(path.relative_to(ROOT)).startswith(OTHERS)]


each = pytest.mark.parametrize("path", of_ours(), ids=lambda path: str(path.relative_to(ROOT)))


def unmarked(source: str) -> list[str]:
    """Whatever a reader would see that no translator is shown."""
    seen = LEFT_OUT.sub("", source)
    given = [word for tag in TAG.findall(seen) for found in GIVEN.findall(tag) for word in found]
    page = TAG.sub("", seen)
    texts = [*re.split(r"<[^>]*>", page), *ATTRIBUTE.findall(page), *given]
    return [text.strip() for text in texts if WORD.search(text)]


@each
def test_every_word_is_marked(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8").removeprefix("Subject: ")) == []


@each
def test_marked_words_can_be_gathered(path: Path) -> None:
    assert templatize(path.read_text(encoding="utf-8"))


@each
def test_numbers_are_left_to_the_language(path: Path) -> None:
    assert "|pluralize" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "source",
    [
        "<p>Nothing waits.</p>",
        "<p>{{ number }} posts</p>",
        '<a aria-label="Next month">›</a>',
        '{% include "components/form.html" with button="Save" %}',
        "{{ picture.alt_text|default:'No description' }}",
        '{% firstof "Erase "|add:pupil as title %}',
    ],
)
def test_words_without_a_mark_are_found(source: str) -> None:
    assert unmarked(source)
