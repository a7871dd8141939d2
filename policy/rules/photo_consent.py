"""No picture of a pupil whose family has not said yes, today and for social media.

HX: "Hunts Cross Primary school seeks photographic consent of all the pupils. Tweets sent by
school name will adhere to this list" and "Where the parents do not wish their child's image to
appear … the school will aim to follow these wishes" (S10). No reply and a lapsed reply count as
no. Who is counted and not named was not looked up, so the author is asked about them. The mark
never says which child it is or why: a reason may be a safeguarding one. Where a family wants no
name beside the picture, a name of the child in the words is marked.
"""

from collections.abc import Iterator

from policy.facts import Facts, PhotoFacts
from policy.findings import Mark, Option, Options
from policy.name_fixes import nameless
from policy.names import NOT_A_PUPIL
from policy.pictures import shows_pupils

ID = "photo-consent"
TITLE = "Consent for a photo"
HELP = "Checks that every pupil in a photo may be shown. If not, choose another photo."
OPTIONS: dict[str, Option] = {}

_NOT_RECOGNISABLE = ("The others cannot be recognised.",)


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for photo in facts.photos:
        yield from _named(facts, photo)
        if shows_pupils(photo) is False or photo.consented:
            continue
        if photo.consented is False:
            message = f"Not everybody in photo {photo.position} may be shown."
            remedy = "Choose another photo, or ask the school office who may be shown."
            yield Mark(message, remedy, photo.picture)
        elif photo.pupils and photo.beyond_named and all(face.who for face in photo.faces or ()):
            yield _beyond_named(photo, len(photo.pupils))
        else:
            message = (
                f"Nobody has checked yet that the pupils in photo {photo.position} may be shown."
            )
            remedy = "Say who is in it. If no child in it can be recognised, sign that."
            yield Mark(message, remedy, photo.picture, doubtful=True)


def _beyond_named(photo: PhotoFacts, named: int) -> Mark:
    are = "is" if named == 1 else "are"
    message = (
        f"Photo {photo.position} shows at least {photo.pupils_counted} pupils and {named} {are} "
        "named: nobody has checked that the others may be shown."
    )
    remedy = "Mark the others and say who they are, or put the number right."
    return Mark(message, remedy, photo.picture, doubtful=True, excuses=_NOT_RECOGNISABLE)


def _named(facts: Facts, photo: PhotoFacts) -> Iterator[Mark]:
    for naming in facts.namings if photo.unnamed else ():
        for name in naming.pupils:
            if name.pupils & photo.unnamed:
                yield Mark(
                    f"A child in photo {photo.position} is shown without the name only.",
                    "Take out the name or the photo.",
                    naming.where,
                    name.span,
                    name.doubtful,
                    nameless(naming, name),
                    excuses=NOT_A_PUPIL if name.doubtful else (),
                )
