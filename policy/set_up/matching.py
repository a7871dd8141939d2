"""Which clause of a pasted policy a rule belongs to, judged by the words of both.

Only a proposal: a person looks at it in the editor before anything is proposed to governors.
"""

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from policy.words import lines

_NEARLY_THE_SAME = 85  # per cent of likeness
_SPEAKS_OF = {
    rule: re.compile(pattern, re.IGNORECASE)
    for rule, pattern in (line.split(maxsplit=1) for line in lines("clauses_of_rules"))
}


def place(rules: Mapping[str, str], texts: Sequence[str]) -> dict[str, int]:
    """For each rule the number of the text it belongs to, counted from 0.

    `rules` are ids with the words of the clause each stood in. A rule of which no text speaks is
    left out.
    """
    placed = {rule: _best(rule, words, texts) for rule, words in rules.items()}
    return {rule: number for rule, number in placed.items() if number is not None}


def nearest(words: str, texts: Sequence[str]) -> int | None:
    """The number of the text that says nearly the same, if there is one."""
    found = process.extractOne(
        words, texts, scorer=fuzz.token_set_ratio, score_cutoff=_NEARLY_THE_SAME
    )
    return found[2] if found else None


def _best(rule: str, words: str, texts: Sequence[str]) -> int | None:
    pattern = _SPEAKS_OF.get(rule)
    speaking = [i for i, text in enumerate(texts) if pattern and pattern.search(text)]
    return max(speaking, key=lambda i: fuzz.token_set_ratio(words, texts[i]), default=None)
