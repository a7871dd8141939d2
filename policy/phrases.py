"""Phrases looked for word by word, folded, whatever stands between the words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from policy.tokens import Kind, Token, tokenise

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Phrases:
    """Many phrases, found with one look-up per word of the text."""

    by_first_word: Mapping[str, tuple[Phrase, ...]]

    @classmethod
    def of(cls, written: Iterable[str]) -> Self:
        """Index phrases as people write them; "#TeamHope" is the two words team and hope."""
        index: dict[str, tuple[Phrase, ...]] = {}
        for phrase in (tuple(word.key for word in tokenise(line)) for line in written):
            if phrase:
                index[phrase[0]] = (*index.get(phrase[0], ()), phrase)
        return cls(index)

    def places(self, words: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
        """First and last word number of each phrase that stands in the words."""
        return tuple(
            (i, i + len(phrase) - 1)
            for i, word in enumerate(words)
            if word.kind is not Kind.MENTION
            for phrase in self.by_first_word.get(word.key, ())
            if tuple(other.key for other in words[i : i + len(phrase)]) == phrase
        )
