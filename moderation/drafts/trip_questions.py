"""Which drafts are asked whether they are about a trip: those that name, or show somebody of, a
class that is away. It is a question; nothing follows from it until a person answers.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from consent.models import Pupil, SchoolClass
from consent.queries.accounted import accounts_of
from moderation.drafts.models import Post, Trip, TripAnswer, TripClass
from moderation.drafts.placed import pictures_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A trip that a draft may be about, the classes of it that it names or shows, and whether its
    author has said no.
    """

    trip: Trip
    named: tuple[str, ...]
    shown: tuple[str, ...]
    denied: bool


def of(post: Post) -> tuple[Asked, ...]:
    """The questions a post raises; none where it is marked, or is a notice."""
    if post.trip_id is not None or post.kind == Post.Kind.EMERGENCY:
        return ()
    away = TripClass.objects.filter(school_id=post.school_id, trip__returned_at=None)
    rows = list(away.select_related("trip", "school_class").order_by("trip_id", "pk"))
    if not rows:
        return ()
    on_it = defaultdict[Trip, list[SchoolClass]](list)
    for row in rows:
        on_it[row.trip].append(row.school_class)
    denied = set(TripAnswer.objects.filter(post=post).values_list("trip_id", flat=True))
    return tuple(_asked(post, on_it, denied))


def names(text: str, name: str) -> bool:
    """Whether the text names that class: as a word, as it is written or in capitals; with a figure
    in it, in any case.
    """
    flags = re.IGNORECASE if any(letter.isdigit() for letter in name) else 0
    pattern = rf"(?<!\w)(?:{re.escape(name)}|{re.escape(name.upper())})(?!\w)"
    return re.search(pattern, text, flags) is not None


def _asked(
    post: Post, on_it: dict[Trip, list[SchoolClass]], denied: Collection[int]
) -> Iterator[Asked]:
    placed = pictures_of(post)
    text = "\n".join([post.text, *(row.alt_text for row in placed)])
    photos = [row.photo for row in placed]
    pupils = {pupil for one in accounts_of(photos).values() for pupil in one.pupils}
    in_photos = set(Pupil.objects.filter(pk__in=pupils).values_list("school_class_id", flat=True))
    for trip, classes in on_it.items():
        named = tuple(one.name for one in classes if names(text, one.name))
        shown = tuple(one.name for one in classes if one.pk in in_photos)
        if named or shown:
            yield Asked(trip, named, shown, trip.pk in denied)
