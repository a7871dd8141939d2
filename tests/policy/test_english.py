"""Everyday words are not taken for names misspelt."""

import pytest

from policy.english import is_english


@pytest.mark.parametrize(
    "key", ["harvest", "walking", "baked", "running", "tidied", "wellies", "phonics", "kindness"]
)
def test_words_and_their_forms_are_english(key: str) -> None:
    assert is_english(key)


@pytest.mark.parametrize("key", ["ameila", "zuzanna", "kayson", "oluwaseun", ""])
def test_names_are_not(key: str) -> None:
    assert not is_english(key)
