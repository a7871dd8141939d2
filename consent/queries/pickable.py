"""The pupils somebody may say a face is of."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from consent.models import FaceAccount, Pupil
from consent.queries import classes
from schoolsocial.accounts.models import Person

_RECENT = 200


@dataclass(frozen=True, slots=True)
class Pickable:
    """A child on the roll; ``label`` tells them from others of the same name."""

    id: int
    name: str
    label: str


def pickable(person: Person, *, leavers: bool = False) -> list[Pickable]:
    """Every child on the roll of the school in scope: this person's own classes come first, or,
    where they chose none, those of which they named children before. With ``leavers`` those who
    have left stand at the end: an old picture may show them."""
    everybody = Pupil.objects.all() if leavers else Pupil.objects.on_roll()
    rows = everybody.select_related("school_class")
    recent = FaceAccount.objects.filter(said_by=person, pupil__isnull=False).order_by("-id")
    own = classes.own_of(person, timezone.localdate()) or set(
        recent.values_list("pupil__school_class", flat=True)[:_RECENT]
    )
    ordered = sorted(
        rows,
        key=lambda pupil: (
            pupil.left_on is not None,
            pupil.school_class_id not in own,
            _class(pupil),
            pupil.called.casefold(),
        ),
    )
    listed, taken = list[Pickable](), set[str]()
    for pupil in ordered:
        place = gettext("has left") if pupil.left_on else _class(pupil)
        label = f"{pupil.called}, {place}"
        while label.casefold() in taken:
            label += f" ({pupil.admission_number})"
        taken.add(label.casefold())
        listed.append(Pickable(pupil.pk, pupil.called, label))
    return listed


def _class(pupil: Pupil) -> str:
    if pupil.school_class:
        return pupil.school_class.name
    return gettext("Year {year}").format(year=pupil.year_group)
