"""Words of a model policy that were never replaced by the school's own."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "placeholders"
TITLE = _("Words left from a model")

_LEFT = re.compile(
    r"(?<!['’]s )\b(?i:(?:the|by|at|of) school name)\b|\[(?:insert|name|school|date|your)[^\]]*\]"
    r"|<(?:insert|name|school|date)[^>]*>|\bX{3,}\b|\bTBC\b",
)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_LEFT):
        message = gettext("These words look like a gap left open in a model policy.")
        yield Remark(ID, message, gettext("Put in what is meant here."), clause, short(sentence))
