"""First names are allowed, yet nobody may be praised: both are in every "Well done Josh"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "names-and-praise"
TITLE = _("First names and praise")

_ALLOWED = re.compile(
    r"\b(?:use|using|by|with|refer\w*|only|allow\w*)\b[^.]{0,40}"
    r"\b(?:first|fore|christian) ?names?\b"
    r"|\b(?:first|fore|christian) ?names?\b[^.]{0,20}\b(?:only|may|can|allowed|used)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\bindividually targeted\b|\btargeted (?:praise|content|tweets?|posts?)"
    r"|\b(?:no|not|never|avoid)\b[^.]{0,40}\b(?:singl\w+ out|prais\w+|congratulat\w+)"
    r"[^.]{0,30}\b(?:individual|one (?:child|pupil)|a (?:child|pupil)|single)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|never)\b[^.]{0,30}\bnames?\b", re.IGNORECASE)


def check(document: Document) -> Iterator[Remark]:
    allowed = [each for each in document.saying(_ALLOWED) if not _NOT.search(each.text)]
    forbidden = list(document.saying(_FORBIDDEN))
    if allowed and forbidden:
        message = gettext(
            "First names are allowed (a heading), yet praise of one child is forbidden here."
        )
        if allowed[0].clause:
            message = gettext(
                "First names are allowed (clause {number}), yet praise of one child is "
                "forbidden here."
            ).format(number=allowed[0].clause)
        remedy = gettext("Say what a child’s first name may be used for, or allow none.")
        yield Remark(ID, message, remedy, forbidden[0].clause, short(forbidden[0].text))
