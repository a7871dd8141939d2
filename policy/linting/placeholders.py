"""Words of a model policy that were never replaced by the school's own."""

import re
from collections.abc import Iterator

from policy.linting.document import Document, Remark, short

ID = "placeholders"
TITLE = "Words left from a model"

_LEFT = re.compile(
    r"(?<!['’]s )\b(?i:(?:the|by|at|of) school name)\b|\[(?:insert|name|school|date|your)[^\]]*\]"
    r"|<(?:insert|name|school|date)[^>]*>|\bX{3,}\b|\bTBC\b",
)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_LEFT):
        message = "These words look like a gap left open in a model policy."
        yield Remark(ID, message, "Put in what is meant here.", clause, short(sentence))
