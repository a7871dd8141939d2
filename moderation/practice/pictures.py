"""Drawn pictures to practise with, and the children in them, who are invented like their families'
answers.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from policy.facts import Face, PhotoFacts, Who
from policy.findings import Region
from policy.names import PupilName
from schoolsocial.words import Words

ADA, BO = PupilName(-1, "Ada", "Larkspur"), PupilName(-2, "Bo", "Winterbourne")
PUPILS = (ADA, BO)
"""Nobody on a roll has a number below one."""

_FACES = (
    Face(Region(0.27, 0.2, 0.16, 0.26), Who.PUPIL, 260),
    Face(Region(0.58, 0.2, 0.16, 0.26), Who.PUPIL, 260),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to choose. ``shows`` says what can be seen in it, ``known`` who, and what the
    families have said.
    """

    code: str
    title: Words
    file: str
    shows: Words
    known: Words
    shows_pupils: bool
    faces: tuple[Face, ...] = ()
    pupils: tuple[str, ...] = ()
    counted: int = 0
    consented: bool | None = None

    def facts(self, description: str) -> PhotoFacts:
        """As the rules see it, with what somebody wrote about it."""
        return PhotoFacts(
            position=1,
            alt_text=description,
            shows_pupils=self.shows_pupils,
            pupils_counted=self.counted,
            faces=self.faces,
            pupils=self.pupils,
            consented=self.consented,
            written="",
            source="school",
            picture_id=self.code,
        )


PICTURES = (
    Picture(
        code="bed",
        title=_("A raised bed"),
        file="img/practice/bed.svg",
        shows=_("A raised bed of bean plants. Nobody is in it."),
        known=_("No pupils are in it."),
        shows_pupils=False,
    ),
    Picture(
        code="faces",
        title=_("Two children, face on"),
        file="img/practice/faces.svg",
        shows=_("Two children look into the camera."),
        known=_("Ada’s family has said yes. Bo’s family has not answered."),
        shows_pupils=True,
        faces=_FACES,
        pupils=("Ada Larkspur", "Bo Winterbourne"),
        counted=2,
        consented=False,
    ),
    Picture(
        code="backs",
        title=_("Four children, from behind"),
        file="img/practice/backs.svg",
        shows=_("Four children at a raised bed, seen from behind."),
        known=_("No child in it can be recognised."),
        shows_pupils=True,
        counted=4,
        consented=True,
    ),
)
BY_CODE = {picture.code: picture for picture in PICTURES}
