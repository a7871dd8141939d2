"""Silence is not consent: a photo of a child needs a yes that somebody gave (UK GDPR)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.linting.document import Document, Remark, short

ID = "opt-out-consent"
TITLE = _("Consent by silence")

_BY_SILENCE = re.compile(
    r"(?<!not )(?<!no )(?<!never )\bopt(?:ed|ing)?[ -]out\b"
    r"|\b(?:assume|presume|deem|impl)(?:s|d|ed|ied|ing)?\b[^.]{0,40}\b(?:consent|permission)"
    r"|\b(?:consent|permission)\b[^.]{0,40}\b(?:assumed|presumed|implied|taken as given)"
    r"|\bunless\b[^.]{0,60}\b(?:object|otherwise|tells?|inform|notif|writ|withdr|refus|heard?)"
    r"|\bno (?:reply|response|answer)\b[^.]{0,40}\b(?:a yes|consent|permission|agreement)\b"
    r"|\b(?:do|does) not (?:wish|want)\b[^.]{0,90}\b(?:should|must|please|need to|are asked to)"
    r" (?:inform|tell|contact|write|notify|let|complete)",
    re.IGNORECASE,
)
_OF_PICTURES = re.compile(
    r"photo|image|picture|video|consent|permission|child|pupil|parent", re.IGNORECASE
)
_DENIED = re.compile(r"\bnever\b|\bnot (?:be )?(?:assume|presume|consent|count)|counts as no")


def check(document: Document) -> Iterator[Remark]:
    for clause, sentence in document.saying(_BY_SILENCE):
        if _OF_PICTURES.search(sentence) and not _DENIED.search(sentence):
            message = gettext(
                "This takes silence for consent. Consent is a yes that a parent gave."
            )
            remedy = gettext("Ask each family, and say that no reply counts as no.")
            yield Remark(ID, message, remedy, clause, short(sentence))
