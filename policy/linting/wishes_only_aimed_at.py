"""A no to a photo is followed; a school does not merely aim to."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "wishes-only-aimed-at"
TITLE = _("A refusal that is only aimed at")

_AIM = re.compile(
    r"\b(?:aim|endeavour|try|seek|attempt|strive|hope|do (?:its|our) best"
    r"|make every effort) to (?:follow|respect|honour|adhere|comply|meet|observe|keep)"
    r"|\bwhere(?:ver)? possible\b",
    re.IGNORECASE,
)
_OF_CONSENT = re.compile(r"photo|image|picture|permission|consent|wishes", re.IGNORECASE)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_AIM):
        if _OF_CONSENT.search(sentence):
            message = gettext("A refusal is binding, and the policy only aims to follow it.")
            remedy = gettext("Write that the school follows it, always.")
            yield Remark(ID, message, remedy, clause, short(sentence))
