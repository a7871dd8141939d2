"""No picture of a pupil's face that a stranger could use.

UK guidance of May 2026 (Early Warning Working Group: NCA, IWF, NSPCC and others), after schools
were blackmailed with abuse images made from their own photos: avoid pupils face-on and
identifiable; prefer distance, blur, backs of heads. A yes from a family makes publishing lawful,
not safe, so this is asked beside consent. The exposure a school allows is one of

- "none": no pupil in any picture
- "no-identifiable-face": no pupil's face that can be made out
- "group": such faces only where several pupils are shown together
- "consented": whatever the families agreed to, which `photo-consent` sees to.

A face can be made out from about 60 pixels of height: BS EN 62676-4 asks for 250 pixels a metre
to identify a person. Where the picture's size is not known its share of the height must do.
"""

from collections.abc import Iterator

from policy.facts import Face, Facts, PhotoFacts, Who
from policy.findings import Mark, Option, Options
from policy.pictures import fewest_pupils, shows_pupils
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "identifiable-faces"
TITLE = _("Pupils' faces that can be made out")
HELP = _(
    "Looks for pupils' faces large enough to be made out by strangers. Crop or blur "
    "them, or show pupils from behind or from afar."
)
OPTIONS: dict[str, Option] = {
    "exposure": "no-identifiable-face",  # or "none", "group", "consented"
    "group": 3,  # pupils together, where the exposure is "group"
    "pixels": 60,  # height from which a face can be made out
    "percent": 5,  # the same as a share of the picture's height, where its size is not known
}

_REMEDY = _("Crop or blur the face, or choose a photo from behind or from further away.")
_CAN_BE_MADE_OUT = {
    True: _("A pupil’s face can be made out in photo {position}."),
    False: _("A face that may be a pupil’s can be made out in photo {position}."),
}
"""By whether it is surely a pupil's."""
_EXCUSES = (
    _("No face can be made out: backs of heads, blurred or far away."),
    _("It shows no pupils."),
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    exposure = options["exposure"]
    for photo in facts.photos:
        if exposure == "consented" or shows_pupils(photo) is False:
            continue
        if exposure == "none":
            yield from _no_pupils(photo)
        elif exposure != "group" or fewest_pupils(photo) < int(options["group"]):
            yield from _faces(photo, options)


def _no_pupils(photo: PhotoFacts) -> Iterator[Mark]:
    shown = shows_pupils(photo)
    message = gettext(
        "Photo {position} may show pupils, and this policy allows no pictures of pupils."
    )
    if shown:
        message = gettext(
            "Photo {position} shows pupils, and this policy allows no pictures of pupils."
        )
    remedy = gettext("Choose a photo of the work or the place. If it shows no pupils, say so.")
    yield Mark(
        message.format(position=photo.position),
        remedy,
        photo.picture,
        doubtful=not shown,
        excuses=_EXCUSES[1:],
    )


def _faces(photo: PhotoFacts, options: Options) -> Iterator[Mark]:
    """A mark at each face that can be made out, and one for all whose size nobody knows.

    Faces that were counted and not measured (a file of posts, an old post) are only noted.
    """
    uncounted = photo.faces is None
    unsure = uncounted
    for face in photo.faces or ():
        if face.who not in {Who.PUPIL, None}:
            continue
        clear = _clear(face, options)
        unsure = unsure or clear is None
        if clear:
            is_pupils = face.who is Who.PUPIL
            message = _CAN_BE_MADE_OUT[is_pupils].format(position=photo.position)
            yield Mark(message, _REMEDY, photo.picture, doubtful=not is_pupils, region=face.region)
    if unsure:
        message = gettext("Can a pupil’s face be made out in photo {position}?").format(
            position=photo.position
        )
        yield Mark(
            message,
            _REMEDY,
            photo.picture,
            doubtful=uncounted,
            noted=not uncounted,
            excuses=_EXCUSES,
        )


def _clear(face: Face, options: Options) -> bool | None:
    """Whether the face is large enough to be made out; None where its size is not known."""
    if face.pixels is not None:
        return face.pixels >= int(options["pixels"])
    if face.region is not None:
        return face.region.height * 100 >= int(options["percent"])
    return None
