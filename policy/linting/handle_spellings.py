"""The account's handle is spelled in one way only, the way it has on X."""

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from policy.linting.document import Document, Remark, Sentence, in_words

ID = "handle-spellings"
TITLE = _("Spelling of the handle")

_HANDLE = re.compile(r"(?<![\w.])@(\w{2,20})(?: (\w{2,15}))?")
_ALMOST = 85  # per cent of likeness from which another handle is a misspelling of the school's


def check(document: Document) -> Iterator[Remark]:
    spellings = _spellings(document)
    for key, found in spellings.items():
        if len(found) > 1:
            message = ngettext(
                "The handle is spelled {count} way: {spellings}.",
                "The handle is spelled {count} ways: {spellings}.",
                len(found),
            ).format(count=len(found), spellings=in_words(found))
            remedy = gettext("Write it as it stands on X, everywhere.")
            if key == _own(document):
                remedy = gettext("Write it as it stands on X, {handle}, everywhere.").format(
                    handle=f"@{document.handle.lstrip('@')}"
                )
            first = list(found.values())[1]
            yield Remark(ID, message, remedy, first.clause, list(found)[1])
    yield from _misspelled(document, spellings)


def _spellings(document: Document) -> dict[str, dict[str, Sentence]]:
    """By the handle in small letters: each way of writing it, and where it stands first."""
    hits = [(hit, each) for each in document.sentences for hit in _HANDLE.finditer(each.text)]
    known = {hit[1].casefold() for hit, _ in hits} | {_own(document)}
    found = defaultdict[str, dict[str, Sentence]](dict)
    for hit, sentence in hits:
        joined = f"{hit[1]}{hit[2] or ''}".casefold()
        torn = hit[2] is not None and joined in known and joined != hit[1].casefold()
        written = f"@{hit[1]} {hit[2]}" if torn else f"@{hit[1]}"
        found[joined if torn else hit[1].casefold()].setdefault(written, sentence)
    return found


def _misspelled(document: Document, spellings: dict[str, dict[str, Sentence]]) -> Iterator[Remark]:
    own = _own(document)
    for key, found in spellings.items():
        if own and key != own and fuzz.ratio(key, own) >= _ALMOST:
            written, sentence = next(iter(found.items()))
            message = gettext("This is not quite the school’s handle, {handle}.").format(
                handle=f"@{document.handle.lstrip('@')}"
            )
            remedy = gettext("Write it as it stands on X.")
            yield Remark(ID, message, remedy, sentence.clause, written)


def _own(document: Document) -> str:
    return document.handle.lstrip("@").casefold()
