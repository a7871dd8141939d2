"""Every face in a picture is somebody's, and a person has said whose.

HX: "Tweets sent by school name will adhere to this list" (S10): the list can only be kept to
when each face is known to be a pupil on it, an adult, a visitor or nobody who can be made out.
Faces are found, never recognised (Protection of Freedoms Act 2012, sections 26 to 28): whose
they are is for people to say. Where nobody looked for faces this rule has nothing to say.
"""

from collections.abc import Iterator

from policy.facts import Facts, PhotoFacts, Who
from policy.findings import Mark, Option, Options
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _

ID = "faces-unaccounted"
TITLE = _("Faces not accounted for")
HELP = _("Looks for faces that nobody has accounted for. Say at each whose it is.")
OPTIONS: dict[str, Option] = {}

_REMEDY = _("Say whether it is a pupil, an adult, a visitor or nobody who can be made out.")


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for photo in facts.photos:
        for face in photo.faces or ():
            if face.region is not None and face.who is None:
                message = gettext("Nobody has said whose face this is in photo {position}.").format(
                    position=photo.position
                )
                yield Mark(message, _REMEDY, photo.picture, region=face.region)
        left = _only_counted(photo)
        if left > 0:
            message = ngettext(
                "One face is not accounted for in photo {position}.",
                "{count} faces are not accounted for in photo {position}.",
                left,
            ).format(count=left, position=photo.position)
            remedy = gettext("Name every pupil in it, and say how many of the faces are adults’.")
            yield Mark(message, remedy, photo.picture)


def _only_counted(photo: PhotoFacts) -> int:
    """How many faces without a place in the picture are neither a named pupil's nor another's."""
    faces = photo.faces or ()
    placed = sum(face.region is not None and face.who is Who.PUPIL for face in faces)
    counted = [face.who for face in faces if face.region is None]
    said_pupils = counted.count(Who.PUPIL)
    others = sum(who is not None for who in counted) - said_pupils
    named = len(photo.pupils or ()) - placed
    return len(counted) - others - max(said_pupils, named)
