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
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

from policy.tokens import Kind, Token, fold
from policy.words import lines

Words = tuple[str, ...]
Classes = dict[str, frozenset[Words]]
Span = tuple[int, int]

BREAK = "."
_GAPS = {"..": 2, "...": 5}
_HARMLESS = "- "
_SETS_CLASS = re.compile(r"(<[a-z]+>) = (.+)")
_SENTENCE_ENDS = re.compile(r"[!?…\n]|\.(?!\w|$)|\.\.")
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "st"})
_FIGURES = re.compile(r"\d+")
_FIGURE_INSIDE = re.compile(r"(?<=[a-z])[013457](?=[a-z])")
_AS_LETTER = dict(zip("013457", "oieast", strict=True))
_APOSTROPHES = frozenset("'’‘`´ʼ")
_OTHERWISE_WORDS = frozenset({"were", "well", "hell", "shell", "shed", "wed"})
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Spoken:
    """A piece of writing as a row of folded words, a `BREAK` between sentences.

    Links are left out, a handle is "@", figures are "%"; what is drawn out ("sooo") or written
    with figures for letters ("k1ll") is put right.
    """

    where: str
    words: Words
    places: tuple[Span, ...] = field(repr=False)

    @classmethod
    def of(cls, where: str, text: str, tokens: tuple[Token, ...]) -> Self:
        words, places, reached = [BREAK], [(0, 0)], 0
        for token in tokens:
            if words[-1] != BREAK and _parts(text, reached, token.start, words[-1]):
                words.append(BREAK)
                places.append((reached, reached))
            if token.kind is not Kind.LINK:
                words.append(_plain(token))
                places.append((token.start, token.end))
            reached = token.end
        return cls(where, (*words, BREAK), (*places, (reached, reached)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that occurs."""
        return frozenset(self.words)


class _Step(NamedTuple):
    """One place of a line: what may stand there."""

    runs: Mapping[str, tuple[Words, ...]]
    starts: tuple[str, ...] = ()
    anything: bool = False
    optional: bool = False
    gap: int = 0

    def after(self, words: Words, at: set[int]) -> set[int]:
        """Word numbers that follow what stands at these word numbers."""
        reached = set(at) if self.optional or self.gap else set()
        for i in at:
            reached.update(self._skipped(words, i) if self.gap else self._read(words, i))
        return reached

    def _skipped(self, words: Words, i: int) -> Iterator[int]:
        for skipped in range(i, min(i + self.gap, len(words))):
            if words[skipped] == BREAK:
                return
            yield skipped + 1

    def _read(self, words: Words, i: int) -> Iterator[int]:
        if i < len(words):
            for run in self.runs.get(words[i], ()):
                if words[i : i + len(run)] == run:
                    yield i + len(run)
            if words[i] != BREAK and (
                self.anything or words[i].startswith(self.starts or (BREAK,))
            ):
                yield i + 1


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


def _parts(text: str, start: int, end: int, before: str) -> bool:
    """Whether a sentence ends between two words of the text."""
    return (
        end - start > 1 and before not in _TITLES and bool(_SENTENCE_ENDS.search(text, start, end))
    )


def _plain(token: Token) -> str:
    """The word as the lines spell it: its, whats, %pm, @."""
    if token.kind is Kind.MENTION:
        return "@"
    key = _told_apart(token.text, token.key)
    if not key.isalpha():
        key = _FIGURE_INSIDE.sub(lambda found: _AS_LETTER[found[0]], key)
        key = _FIGURES.sub("%", key)
    if _DRAWN_OUT.search(key):
        key = _DRAWN_OUT.sub(r"\1", key)
    return f"{key}s" if token.possessive else key


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
    return word if word in {"%", "@"} else _told_apart(word, fold(word))


def _told_apart(written: str, key: str) -> str:
    """The folded word, an apostrophe at its end where it would read as another: we're, he'll."""
    elided = key in _OTHERWISE_WORDS and not _APOSTROPHES.isdisjoint(written)
    return f"{key}'" if elided else key


def _frozen(index: Mapping[str, list[Line]]) -> Mapping[str, tuple[Line, ...]]:
    return {word: tuple(some) for word, some in index.items()}
