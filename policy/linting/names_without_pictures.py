"""Names are forbidden beside pictures, and nothing is said of names without one."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "names-without-pictures"
TITLE = _("Names without a picture")

_BESIDE = re.compile(
    r"\bnames?\b[^.]{0,60}\b(?:alongside|beside|with|next to|accompany\w*)\b[^.]{0,30}"
    r"\b(?:picture|photo|image)",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:first|full|sur|last|fore|pupils?['’]?s?|child(?:ren)?['’]?s?) ?names?\b"
    r"|\bnames? of (?:a |the )?(?:pupil|child)|\bname[sd]?\b[^.]{0,30}\b(?:pupil|child)",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Remark]:
    beside = list(document.saying(_BESIDE))
    others = [each for each in document.saying(_NAMES) if each not in beside]
    if beside and not others:
        message = gettext(
            "Names are forbidden beside pictures; names without a picture are not mentioned."
        )
        remedy = gettext("Say whether a pupil may be named where there is no picture, and how.")
        yield Remark(ID, message, remedy, beside[0].clause, short(beside[0].text))
