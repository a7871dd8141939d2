"""The Data Protection Act 1998 was repealed; UK GDPR and the Act of 2018 count."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "data-protection-act"
TITLE = _("Data Protection Act 1998")

_OLD = re.compile(r"data protection act\b[^.]{0,12}\b1998|\bDPA,? (?:of )?\(?1998", re.IGNORECASE)
_KNOWN = re.compile(r"replaced|repealed|superseded|formerly", re.IGNORECASE)


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_OLD):
        if not _KNOWN.search(sentence):
            message = gettext("The Data Protection Act 1998 was repealed in May 2018.")
            remedy = gettext("Name the UK GDPR and the Data Protection Act 2018.")
            yield Remark(ID, message, remedy, clause, short(sentence))
