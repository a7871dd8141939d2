"""Who is in which photo, as far as somebody has said so.

Everything that has to find a child's pictures asks here and nowhere else.
"""

from collections import defaultdict
from collections.abc import Collection

from consent.models import Shown


def photos_showing(pupil_id: int) -> list[int]:
    """The ids of the photos that show this pupil."""
    rows = Shown.objects.still().filter(pupil_id=pupil_id)
    return list(rows.values_list("photo_id", flat=True))


def pupils_in(photo_ids: Collection[int]) -> set[int]:
    """The ids of the pupils in any of these photos."""
    rows = Shown.objects.still().filter(photo_id__in=photo_ids)
    return set(rows.values_list("pupil_id", flat=True))


def pupils_by_photo(photo_ids: Collection[int]) -> dict[int, set[int]]:
    """For each of these photos the ids of the pupils in it."""
    found = defaultdict[int, set[int]](set)
    rows = Shown.objects.still().filter(photo_id__in=photo_ids)
    for photo, pupil in rows.values_list("photo_id", "pupil_id"):
        found[photo].add(pupil)
    return found
