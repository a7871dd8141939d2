"""Words of the rules: English by themselves, translated where somebody translates."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from policy import said
from policy.rules import hashtags
from tests.policy import tools

ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = "This hashtag is not at the end of the post."


@pytest.fixture
def loud() -> Iterator[None]:
    """Somebody translates, loudly."""
    said.translated_by(
        lambda words: f"{words}!", lambda one, many, n: f"{one if n == 1 else many}!"
    )
    yield
    said.translated_by(translation.gettext, translation.ngettext)


@pytest.mark.usefixtures("loud")
def test_sentences_are_translated_when_a_post_is_checked() -> None:
    (mark,) = tools.marks("hashtags", "Our #GreatDay at the museum.")

    assert mark.message == f"{WORDS}!"


@pytest.mark.usefixtures("loud")
def test_words_of_a_module_are_translated_when_they_are_shown() -> None:
    assert str(hashtags.TITLE) == "Place, number and spelling of hashtags!"


@pytest.mark.usefixtures("loud")
@pytest.mark.parametrize(("number", "words"), [(1, "a post!"), (2, "posts!")])
def test_number_chooses_the_words(number: int, words: str) -> None:
    assert said.ngettext("a post", "posts", number) == words


def test_later_words_are_text_when_they_are_shown() -> None:
    later: said.Words = said.gettext_lazy("{who} wrote")

    assert later == "{who} wrote"
    assert later == said.gettext_lazy("{who} wrote")
    assert f"{later}" == str(later) == "{who} wrote"
    assert later.format(who="Amelia") == "Amelia wrote"
    assert len({later, "{who} wrote"}) == 1


def test_without_the_product_it_is_english() -> None:
    program = (
        "from policy.said import gettext_lazy, ngettext; "
        "print(gettext_lazy('one'), ngettext('post', 'posts', 2))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["one", "posts"]
