"""What a rule may know of one photo of a draft."""

from dataclasses import dataclass, field
from enum import StrEnum

from policy.findings import Region


class Who(StrEnum):
    """Whose face a person says it is. Faces are detected and never recognised."""

    PUPIL = "pupil"
    ADULT = "adult"
    VISITOR = "visitor"
    UNRECOGNISABLE = "unrecognisable"


@dataclass(frozen=True)
class Face:
    """A face in a photo. `region` is None where faces were only counted; `who` is None until a
    person has said. `pixels` is its height in the picture as it will be published."""

    region: Region | None = None
    who: Who | None = None
    pixels: int | None = None


@dataclass(frozen=True)
class PhotoFacts:
    """One photo of the draft, in its position from 1 to 4. None always means: not known.

    `shows_pupils` is None while the author has not said; such a photo counts as showing
    pupils, because nothing here ever guesses in the other direction. `pupils_counted` is how
    many pupils the author sees in it, `pupils` their names where the author gave them.
    `consented` says whether every pupil in it may be shown, today and for this purpose, and
    `unnamed` are the ids of those in it whose families want no name beside their picture.
    `written` is the text read in the picture, `rights` the notices its file carried before it
    was cleaned ("© Getty Images"), `source` where the author says it comes from (one of
    `SOURCES`), `declared` the ids of the declarations the author made. `picture_id` tells one
    picture from another.
    """

    position: int
    alt_text: str = field(repr=False)
    shows_pupils: bool | None = None
    pupils_counted: int | None = None
    faces: tuple[Face, ...] | None = None
    pupils: tuple[str, ...] | None = field(default=None, repr=False)
    consented: bool | None = None
    unnamed: frozenset[int] = frozenset()
    written: str | None = field(default=None, repr=False)
    rights: tuple[str, ...] = field(default=(), repr=False)
    source: str = ""
    declared: frozenset[str] = frozenset()
    file_name: str = field(default="", repr=False)
    picture_id: str = ""

    @property
    def state(self) -> str:
        """Changes with the picture and with what was said of it, so that a reason given for one
        picture never counts for another."""
        who = (self.shows_pupils, self.pupils_counted, len(self.pupils or ()))
        whom = (self.pupils,) if self.pupils else ()
        return repr((self.picture_id, *who, len(self.faces or ()), *whom))

    @property
    def beyond_named(self) -> int:
        """How many pupils the author counts in it beside those who are named, and those who are
        said not to be recognisable: nobody has looked them up."""
        faceless = sum(face.who is Who.UNRECOGNISABLE for face in self.faces or ())
        return max(0, (self.pupils_counted or 0) - len(self.pupils or ()) - faceless)

    @property
    def where(self) -> str:
        """Where its description stands."""
        return f"alt:{self.position}"

    @property
    def picture(self) -> str:
        """Where what is in the picture stands."""
        return f"photo:{self.position}"

    @property
    def may_show_pupils(self) -> bool:
        return self.shows_pupils is not False


SOURCES = ("school", "parent", "visitor", "licensed", "web")
"""Taken by staff · sent by a parent · by a visitor or partner · bought or free to use · found on
the web. "" where the author has not said."""
