"""Who can be seen in a photo, as far as anybody has said."""

from policy.facts import PhotoFacts, Who


def shows_pupils(photo: PhotoFacts) -> bool | None:
    """Whether there are pupils in it; None while nobody has said.

    A pupil named, counted or found in it outweighs the author's “no pupils”.
    """
    return True if fewest_pupils(photo) else photo.shows_pupils


def fewest_pupils(photo: PhotoFacts) -> int:
    """How many pupils there are in it at the least."""
    faces = sum(face.who is Who.PUPIL for face in photo.faces or ())
    return max(photo.pupils_counted or 0, len(photo.pupils or ()), faces)


def pupils_all_counted(photo: PhotoFacts) -> bool:
    """Whether there are no more than `fewest_pupils`: the author counted them, or named them
    all, and no face is left that might be one more."""
    if photo.pupils_counted is not None:
        return True
    unsure = {None, Who.UNRECOGNISABLE}
    if photo.faces is None:
        return bool(photo.pupils)
    return all(face.who not in unsure for face in photo.faces)
