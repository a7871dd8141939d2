"""140 characters: X has allowed 280 since November 2017."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "old-length"
TITLE = _("140 characters")

_OLD = re.compile(r"\b140[ -]?char|\bone hundred and forty characters", re.IGNORECASE)
_KNOWN = re.compile(r"\b280\b|no longer|not 140", re.IGNORECASE)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_OLD):
        if not _KNOWN.search(sentence):
            message = gettext("Posts may have 280 characters since 2017, not 140.")
            remedy = gettext("Say 280, or name no number: the software counts as X does.")
            yield Remark(ID, message, remedy, clause, short(sentence))
