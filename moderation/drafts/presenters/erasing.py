"""What an erasure would take, what would stay and why, and what is in its way."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from consent.errors import Refusal
from consent.models import Disposed, Pupil
from consent.queries import erasing as register
from moderation.drafts import forgetting
from moderation.drafts.queries import pupils as queries
from moderation.drafts.workflow import EDITABLE
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """So many of something, and what is to be said of it."""

    number: int
    what: str
    why: Words = ""


@dataclass(frozen=True, slots=True)
class ErasurePage:
    pupil: Pupil
    in_the_way: str
    goes: tuple[Line, ...]
    stays: tuple[Line, ...]


_KINDS: dict[str, tuple[Words, Words]] = {
    "entry": (
        ngettext_lazy("entry on the roll", "entries on the roll"),
        _("Names, date of birth, class, year, admission number and UPN."),
    ),
    "carer": (
        ngettext_lazy("parent or carer", "parents or carers"),
        _("Names, addresses, phone numbers. They have no other child here."),
    ),
    "paper": (
        ngettext_lazy("scan of a paper form", "scans of paper forms"),
        _("The files are deleted."),
    ),
    "photo": (
        ngettext_lazy("photo", "photos"),
        _("The files are deleted, also where other children are in them."),
    ),
    "face": (
        ngettext_lazy("face said to be this child’s", "faces said to be this child’s"),
        _("The boxes and the words on them."),
    ),
    "link": (
        ngettext_lazy("link to the family page", "links to the family page"),
        _("None opens any more."),
    ),
    "message": (
        ngettext_lazy("note of a mail to the family", "notes of mails to the family"),
        "",
    ),
    "import": (
        ngettext_lazy(
            "line kept to undo an import of the roll", "lines kept to undo an import of the roll"
        ),
        "",
    ),
}
_KEPT: dict[str, tuple[Words, Words]] = {
    "answers": (
        ngettext_lazy("answer about photos", "answers about photos"),
        _("The school must be able to show that it asked. They name nobody any more."),
    ),
    "proofs": (
        ngettext_lazy("proof of consent for a post", "proofs of consent for posts"),
        _("The school must be able to show that a post was allowed. They name nobody."),
    ),
    "takedowns": (
        ngettext_lazy(
            "note of a post that had to come down", "notes of posts that had to come down"
        ),
        _("The school must be able to show that it acted in time. They name nobody."),
    ),
    "carers": (
        ngettext_lazy("parent or carer", "parents or carers"),
        _("They have another child on record here."),
    ),
    "posts": (
        ngettext_lazy("post, without its photo", "posts, without their photos"),
        _("The words stay as they were decided. Read them: a name in them is not found here."),
    ),
}
_LOSES = ngettext_lazy("draft loses a photo", "drafts lose a photo")
_TAKEN_OUT = _("Their authors find it taken out.")


def present(pupil: Pupil, now: datetime) -> ErasurePage:
    """Counted by the very sets that are erased."""
    return ErasurePage(
        pupil=pupil,
        in_the_way=_in_the_way(pupil, now),
        goes=_goes(pupil),
        stays=_stays(pupil),
    )


def _in_the_way(pupil: Pupil, now: datetime) -> str:
    try:
        forgetting.refuse_needed(pupil, now)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _goes(pupil: Pupil) -> tuple[Line, ...]:
    numbers = register.held_about(pupil).numbers()
    lines = [
        _line(numbers[kind], *_KINDS[kind]) for kind in Disposed.Kind.values if kind in numbers
    ]
    drafts = queries.posts_showing(pupil).filter(state__in=EDITABLE).count()
    if drafts:
        lines.append(_line(drafts, _LOSES, _TAKEN_OUT))
    return tuple(lines)


def _stays(pupil: Pupil) -> tuple[Line, ...]:
    numbers = {
        "answers": register.answers_that_stay(pupil).count(),
        "proofs": queries.proofs_of(pupil).count(),
        "takedowns": queries.takedowns_of(pupil).count(),
        "carers": register.carers_who_stay(pupil).count(),
        "posts": queries.posts_showing(pupil).exclude(state__in=EDITABLE).count(),
    }
    return tuple(_line(number, *_KEPT[what]) for what, number in numbers.items() if number)


def _line(number: int, what: Words, why: Words) -> Line:
    return Line(number, what.format(number), why)
