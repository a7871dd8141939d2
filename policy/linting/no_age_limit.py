"""No age restrictions: X has always asked for 13, and the UK is to bar under-16s."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "no-age-limit"
TITLE = _("Age restrictions")

_NO_LIMIT = re.compile(
    r"\b(?:no|without(?: any)?|not have(?: any)?|any) age[ -](?:restriction|limit|requirement)"
    r"|\bno minimum age\b|\bopen to (?:all|any) ages?\b",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_NO_LIMIT):
        message = gettext(
            "X asks for an age of at least 13, and the UK is to bar under-16s from it."
        )
        remedy = gettext("Say that the account is for adults, and that pupils do not follow it.")
        yield Remark(ID, message, remedy, clause, short(sentence))
