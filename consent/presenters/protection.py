"""Protected children, as safeguarding leads alone see them."""

from dataclasses import dataclass

from django.utils.translation import gettext

from consent.models import NeverPublish, Pupil
from consent.presenters import said
from consent.queries import answers as queries


@dataclass(frozen=True, slots=True)
class Word:
    """What a lead said once; the reason is opened one at a time."""

    pk: int
    what: str
    by: str
    when: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProtectionPage:
    pupil: Pupil
    is_protected: bool
    history: tuple[Word, ...]


def present(
    pupil: Pupil, *, opened: NeverPublish | None = None, reason: str = ""
) -> ProtectionPage:
    """The child's history; ``opened`` is the entry whose reason was asked for."""
    entries = list(queries.protections(pupil))
    return ProtectionPage(
        pupil=pupil,
        is_protected=bool(entries and entries[0].is_set),
        history=tuple(
            _word(one, reason if opened and opened.pk == one.pk else "") for one in entries
        ),
    )


def _word(entry: NeverPublish, reason: str) -> Word:
    return Word(
        pk=entry.pk,
        what=gettext("Never publish") if entry.is_set else gettext("Lifted"),
        by=entry.by.name,
        when=said.when(entry.at),
        reason=reason,
    )
