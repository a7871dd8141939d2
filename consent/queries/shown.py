"""Which pictures show which children, as people said it: the last word on each face counts."""

from collections import defaultdict
from collections.abc import Collection

from consent.models import FaceAccount


def photos_showing(pupil_id: int) -> set[int]:
    """Ids of the photos of the school in scope in which this child is said to be."""
    ever = FaceAccount.objects.filter(pupil_id=pupil_id).values("face")
    words = FaceAccount.objects.filter(face__in=ever).last_words()
    return {word.face.photo_id for word in words if word.pupil_id == pupil_id}


def pupils_in(photo_ids: Collection[int]) -> dict[int, set[int]]:
    """Ids of the children said to be in each of these photos; no key where there is none."""
    found = defaultdict[int, set[int]](set)
    for word in FaceAccount.objects.filter(face__photo__in=photo_ids).last_words():
        if word.pupil_id is not None:
            found[word.face.photo_id].add(word.pupil_id)
    return dict(found)
