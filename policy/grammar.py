"""The one door to the grammar checker: harper, in British English, without its matters of taste.

A `Linter` builds its dictionary once for the whole process (half a second, some 130 MB) and may
be used by one thread at a time, so that each thread keeps one of its own, made when first asked.
"""

import re
import threading
from fnmatch import fnmatch

from harper import (
    Dialect,
    Language,
    Lint,
    Linter,
    SuggestionKind,
    get_default_lint_config,
)

from policy.findings import Edit
from policy.slips import Slip, Sort
from policy.words import words

LONGEST = 1_200
"""Code points; longer writing is not read. X takes neither a post nor a description so long."""

# What is not prose: links, addresses, hashtags, handles, foreign letters, emoji; and endless words,
# rows of marks and stacked accents, which cost much time. Blanked out here, because the checker
# would build its own mask anew for every post.
_NOT_PROSE = re.compile(
    r"(?:https?://|www\.)\S+|[#＃@＠][\w.]+|[\w.-]{1,64}@\S+"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:uk|com|org|net)\b(?:/\S*)?"
    r"|[^\x00-\x7f\s–—…‘’“”£½¼¾]+[^\W_]*|\w{25,}|[^\w\s]{4,}"
)
_BLANK = "\ue000"
_TYPED = str.maketrans("’‘", "''")
_NOT_ASKED = words("grammar_off")
_here = threading.local()


_SORTS = {
    "Spelling": Sort.SPELLING,
    "Capitalization": Sort.CAPITAL,
    "Repetition": Sort.REPEATED,
}


def slips(text: str) -> tuple[Slip, ...]:
    """All that the checker objects to, in order; nothing for writing of over `LONGEST` points."""
    if len(text) > LONGEST or not text.strip():
        return ()
    found = _linter().lint(_plain(text), language=Language.PLAINTEXT, regex_mask=f"{_BLANK}+")
    return tuple(sorted((_slip(lint) for lint in found), key=lambda slip: slip.start))


def _linter() -> Linter:
    """This thread's own."""
    if not hasattr(_here, "linter"):
        _here.linter = Linter(Dialect.BRITISH)
        _here.linter.set_lint_config(_config())
    linter: Linter = _here.linter
    return linter


def _config() -> dict[str, bool | None]:
    return {
        name: usual and not any(fnmatch(name.lower(), off) for off in _NOT_ASKED)
        for name, usual in get_default_lint_config().items()
    }


def _plain(text: str) -> str:
    """The same text, point for point, with typed apostrophes and with blanks for what is no prose."""
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
