"""Which pictures show which children, as people said it: the last word on each face counts."""

from collections import defaultdict
from collections.abc import Collection

from consent.models import Face


def photos_showing(pupil_id: int) -> set[int]:
    """Ids of the photos of the school in scope in which this child is said to be."""
    return set(Face.objects.showing(pupil_id).values_list("photo_id", flat=True))


def pupils_in(photo_ids: Collection[int]) -> dict[int, set[int]]:
    """Ids of the children said to be in each of these photos; no key where there is none."""
    found = defaultdict[int, set[int]](set)
    faces = Face.objects.filter(photo_id__in=photo_ids).showing_pupils()
    for photo_id, pupil_id in faces.values_list("photo_id", "shown_pupil"):
        found[photo_id].add(pupil_id)
    return dict(found)
