"""Twitter has been called X since July 2023. Worth a word, no fault."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "twitter-not-x"
TITLE = _("Twitter and X")

_TWITTER = re.compile(r"\btwitter\b|\btweets?\b", re.IGNORECASE)
_X = re.compile(r"(?<![\w@#.-])X(?![\w-])")


def check(document: Document) -> Iterator[Remark]:
    first = next(document.saying(_TWITTER), None)
    if first and not _X.search(document.text):
        message = gettext("The policy speaks of Twitter, which has been called X since 2023.")
        remedy = gettext("Say “X (formerly Twitter)” once, so that nobody doubts what is meant.")
        yield Remark(ID, message, remedy, first.clause, short(first.text))
