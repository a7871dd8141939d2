"""Ways of saying something, written down one a line, and where a text says it.

A line is words in a row, as in "other schools could|should learn from us". In it

- `a|b` is either word, `a_b` two words that count as one choice, `a?` a word that may be missing;
- `<name>` is any word of the class that a line `<name> = a b c_d` sets earlier;
- `*` is any one word, `fail~` any that begins so; `..` is up to two words and `...` up to five;
- `%` is a number (`%pm`), `@` a handle, `^` and `$` the beginning and end of a sentence;
- `- ` before a line says that these words are harmless, and what begins in them is not reported.

Reading goes forward once from each word that can begin a line and keeps the set of places
reached, so that no text makes it slow.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from policy.spoken import BREAK, Span, Spoken, Words, told_apart
from policy.tokens import fold
from policy.words import lines

Classes = dict[str, frozenset[Words]]

_GAPS = {"..": 2, "...": 5}
_HARMLESS = "- "
_SETS_CLASS = re.compile(r"(<[a-z]+>) = (.+)")
_NO_WORDS = frozenset({"", BREAK})


class _Step(NamedTuple):
    """One place of a line: what may stand there."""

    runs: Mapping[str, tuple[Words, ...]]
    starts: tuple[str, ...] = ()
    anything: bool = False
    optional: bool = False
    gap: int = 0

    def after(self, words: Words, at: set[int]) -> set[int]:
        """Word numbers that follow what stands at these word numbers."""
        if self.gap:
            return {skipped for i in at for skipped in self._skipped(words, i)}
        reached = set(at) if self.optional else set()
        for i in at:
            word = words[i] if i < len(words) else ""
            for run in self.runs.get(word, ()):
                if len(run) == 1 or words[i : i + len(run)] == run:
                    reached.add(i + len(run))
            if word.startswith(self.starts) or (self.anything and word not in _NO_WORDS):
                reached.add(i + 1)
        return reached

    def _skipped(self, words: Words, i: int) -> Iterator[int]:
        """This place, and those behind each of the next words of the sentence."""
        yield i
        for skipped in range(i, min(i + self.gap, len(words))):
            if words[skipped] == BREAK:
                return
            yield skipped + 1


Line = tuple[_Step, ...]


@dataclass(frozen=True)
class Wording:
    """Many lines, found with one look-up per word of the text."""

    _lines: Mapping[str, tuple[Line, ...]]
    _harmless: Mapping[str, tuple[Line, ...]]

    @classmethod
    def named(cls, *names: str) -> Self:
        """The lines of these files of `policy/words`, classes of an earlier one known in a later.

        Raises `ValueError` for a line that could begin with anything.
        """
        classes: Classes = {}
        meant, harmless = defaultdict[str, list[Line]](list), defaultdict[str, list[Line]](list)
        for written in (line for name in names for line in lines(name)):
            if sets := _SETS_CLASS.fullmatch(written):
                classes[sets[1]] = _choices(sets[2].split(), classes)
            elif written.startswith(_HARMLESS):
                _enter(harmless, written.removeprefix(_HARMLESS), classes)
            else:
                _enter(meant, written, classes)
        return cls(_frozen(meant), _frozen(harmless))

    def spans(self, spoken: Spoken) -> tuple[Span, ...]:
        """Where the text says any of it, in order, longest first and without overlap."""
        found = sorted(_found(self._lines, spoken), key=lambda span: (span[0], -span[1]))
        harmless = self.harmless(spoken) if found else ()
        return tuple(_apart(span for span in found if not _begins_in(span, harmless)))

    def harmless(self, spoken: Spoken) -> tuple[Span, ...]:
        """Where the text says what the lines call harmless."""
        return tuple(_found(self._harmless, spoken))


def _found(index: Mapping[str, tuple[Line, ...]], spoken: Spoken) -> Iterator[Span]:
    words, places = spoken.words, spoken.places
    for i, word in enumerate(words):
        for line in index.get(word, ()):
            at = {i}
            for step in line:
                at = step.after(words, at)
                if not at:
                    break
            else:
                first = i + 1 if word == BREAK else i
                last = max(at) - 1
                last -= words[last] == BREAK
                if first <= last:
                    yield places[first][0], places[last][1]


def _begins_in(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] < end for start, end in others)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    reached = -1
    for span in spans:
        if span[0] >= reached:
            reached = span[1]
            yield span


def _enter(index: dict[str, list[Line]], written: str, classes: Classes) -> None:
    line = tuple(_step(word, classes) for word in written.split())
    first = line[0]
    if not first.runs or first.optional or first.starts or first.anything:
        raise ValueError(f"“{written}” does not begin with a word.")
    for word in first.runs:
        index[word].append(line)


def _step(written: str, classes: Classes) -> _Step:
    if written in _GAPS:
        return _Step({}, gap=_GAPS[written])
    optional = written.endswith("?")
    parts = written.removesuffix("?").split("|")
    starts = tuple(part[:-1] for part in parts if part.endswith("~"))
    plain = [part for part in parts if not part.endswith("~") and part != "*"]
    runs = defaultdict[str, list[Words]](list)
    for run in _choices(plain, classes):
        runs[run[0]].append(run)
    return _Step({word: tuple(some) for word, some in runs.items()}, starts, "*" in parts, optional)


def _choices(written: Iterable[str], classes: Classes) -> frozenset[Words]:
    found = set[Words]()
    for choice in written:
        if choice.startswith("<"):
            found |= classes[choice]
        else:
            found.add((BREAK,) if choice in {"^", "$"} else tuple(map(_folded, choice.split("_"))))
    return frozenset(found)


def _folded(word: str) -> str:
    return word if word in {"%", "@"} else told_apart(word, fold(word))


def _frozen(index: Mapping[str, list[Line]]) -> Mapping[str, tuple[Line, ...]]:
    return {word: tuple(some) for word, some in index.items()}
