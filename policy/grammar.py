"""The one door to the grammar checker: harper, in British English, without its matters of taste.

A `Linter` may be used by one thread at a time, and keeps much memory for each thread that asks it.
So all asking is done by one thread of the process, begun when the first post is read: 1.5 s and
some 150 MB, then 2 to 4 ms a post. `read_aside` gives that work to a process of its own.
"""

import ctypes
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from typing import Protocol

from harper import (
    Dialect,
    Language,
    Lint,
    Linter,
    SuggestionKind,
    get_default_lint_config,
)

from policy.aside import Aside
from policy.findings import Edit
from policy.slips import Slip, Sort
from policy.words import words

LONGEST = 1_000
"""Code points; longer writing is not read. X takes nothing longer."""

# What is not prose: links, addresses, hashtags, handles, foreign letters, emoji; and endless words,
# rows of marks and stacked accents, which cost much time. Blanked out here, because the checker
# would build its own mask anew for every post.
_NOT_PROSE = re.compile(
    r"(?:https?://|www\.)\S+|[#＃@＠][\w.]+|[\w.-]{1,64}@\S+"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:uk|com|org|net)\b(?:/\S*)?"
    r"|[^\x00-\x7f\s–—…‘’“”£½¼¾]+[^\W_]*|\w{25,}|(?:[^\w\s]\s?){4,}"
)
_LIKE_NO_OTHER = "qzxvkwjqzxvkw"
_BLANK = "\ue000"
_TYPED = str.maketrans("’‘", "''")
_NOT_ASKED = words("grammar_off")
_SORTS = {
    "Spelling": Sort.SPELLING,
    "Capitalization": Sort.CAPITAL,
    "Repetition": Sort.REPEATED,
}


class _Pending(Protocol):
    def result(self) -> list[Slip]: ...


_expected: dict[str, _Pending] = {}
_MOST_EXPECTED = 64
_aside: list[Aside[list[Slip]]] = []


def expect(text: str) -> None:
    """Have the checker begin with a writing for whose `slips` somebody asks in a moment."""
    if _is_read(text):
        if len(_expected) >= _MOST_EXPECTED:  # nobody came for them
            _expected.clear()
        _expected[text] = _submit(text)


def slips(text: str) -> tuple[Slip, ...]:
    """All that the checker objects to, in order; nothing for writing of over `LONGEST` points."""
    if not _is_read(text):
        return ()
    found = _expected.pop(text, None) or _submit(text)
    return tuple(sorted(found.result(), key=lambda slip: slip.start))


@contextmanager
def read_aside() -> Iterator[None]:
    """Meanwhile a process of its own asks the checker. For a process without threads.

    Then `expect` and `slips` raise `AsideEnded` where that process is gone.
    """
    aside = Aside(_read, begin=_linter)
    _aside.append(aside)
    try:
        yield
    finally:
        _aside.remove(aside)
        _expected.clear()
        aside.close()


def _is_read(text: str) -> bool:
    return len(text) <= LONGEST and bool(text.strip())


def _submit(text: str) -> _Pending:
    plain = _plain(text)
    return _aside[-1].submit(plain) if _aside else _reader().submit(_read, plain)


@cache
def _reader() -> ThreadPoolExecutor:
    """The one thread that asks the checker."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="grammar")


def _begin_anew() -> None:
    """A forked process has none of its parent's threads."""
    _expected.clear()
    _aside.clear()
    _reader.cache_clear()
    _linter.cache_clear()


os.register_at_fork(after_in_child=_begin_anew)


def _read(plain: str) -> list[Slip]:
    found = _linter().lint(plain, language=Language.PLAINTEXT, regex_mask=f"{_BLANK}+")
    return [_slip(lint) for lint in found]


@cache
def _linter() -> Linter:
    """Begun on a word like no other, whose index would else be built under somebody's draft."""
    linter = Linter(Dialect.BRITISH)
    linter.set_lint_config(_config())
    linter.import_words(sorted(words("school_english")))
    linter.lint(_LIKE_NO_OTHER, language=Language.PLAINTEXT)
    _give_memory_back()
    return linter


def _give_memory_back() -> None:
    """What was only needed for building, 30 to 60 MB, where the C library can do that (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def _config() -> dict[str, bool | None]:
    return {
        name: usual and not any(fnmatch(name.lower(), off) for off in _NOT_ASKED)
        for name, usual in get_default_lint_config().items()
    }


def _plain(text: str) -> str:
    """The same text, point for point, with typed apostrophes and blanks for what is no prose."""
    return _NOT_PROSE.sub(lambda found: _BLANK * len(found.group()), text).translate(_TYPED)


def _slip(lint: Lint) -> Slip:
    span = lint.span
    sort = _SORTS.get(lint.lint_kind, Sort.WORDING)
    return Slip(sort, span.start, span.end, tuple(_edits(lint)))


def _edits(lint: Lint) -> list[Edit]:
    start, end = lint.span.start, lint.span.end
    edits = list[Edit]()
    for suggestion in lint.suggestions:
        written = suggestion.replacement_text
        match suggestion.kind:
            case SuggestionKind.INSERT_AFTER:
                edits.append(Edit(end, end, written))
            case SuggestionKind.REPLACE | SuggestionKind.REMOVE:
                edits.append(Edit(start, end, written))
    return edits
