"""Consent for pictures stands on its own: not as one part of an agreement about other things."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "bundled-consent"
TITLE = _("Consent tied to something else")

_BUNDLED = re.compile(
    r"\b(?:permission|consent)s?\b[^.]{0,80}\b(?:part of|included in|covered by|within)\b"
    r"[^.]{0,20}\b(?:agreement|contract|admission|enrolment|acceptable use)",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_BUNDLED):
        message = gettext("Consent given as part of another agreement is not freely given.")
        remedy = gettext(
            "Ask for social media in a question of its own, which a family may answer with no."
        )
        yield Remark(ID, message, remedy, clause, short(sentence))
