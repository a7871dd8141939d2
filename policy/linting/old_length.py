"""140 characters: X has allowed 280 since November 2017."""

import re
from collections.abc import Iterator

from policy.linting.document import Document, Remark, short

ID = "old-length"
TITLE = "140 characters"

_OLD = re.compile(r"\b140[ -]?char|\bone hundred and forty characters", re.IGNORECASE)
_KNOWN = re.compile(r"\b280\b|no longer|not 140", re.IGNORECASE)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_OLD):
        if not _KNOWN.search(sentence):
            message = "Posts may have 280 characters since 2017, not 140."
            remedy = "Say 280, or name no number: the software counts as X does."
            yield Remark(ID, message, remedy, clause, short(sentence))
