"""What a rule may know of a draft, and nothing else: no database, clock or network."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from policy.findings import Region
from policy.naming import Naming
from policy.roll import NameFound, Roll
from policy.spoken import Spoken
from policy.tokens import Token, tokenise

TEXT = "text"


class Moment(StrEnum):
    """When the rules are asked."""

    DRAFTING = "drafting"
    APPROVING = "approving"
    SENDING = "sending"


class PostKind(StrEnum):
    """What a post is for. Emergencies and online-safety messages have rules of their own."""

    ORDINARY = "ordinary"
    EMERGENCY = "emergency"
    ONLINE_SAFETY = "online-safety"


class Who(StrEnum):
    """Whose face a person says it is. Faces are detected and never recognised."""

    PUPIL = "pupil"
    ADULT = "adult"
    VISITOR = "visitor"
    UNRECOGNISABLE = "unrecognisable"


class Place(NamedTuple):
    """A piece of writing: `where` is "text", "alt:N", "photo:N" or "file:N"."""

    where: str
    text: str
    words: tuple[Token, ...] = ()

    @classmethod
    def of(cls, where: str, text: str) -> "Place":
        return cls(where, text, tokenise(text))


class NamePlaced(NamedTuple):
    """A name found in one place of the draft."""

    where: str
    name: NameFound


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
    `consented` says whether every pupil in it may be shown, today and for this purpose.
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
        return repr((self.picture_id, *who, len(self.faces or ())))

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


@dataclass(frozen=True)
class Neighbour:
    """Another post of the same account, live or planned: what it says and when it goes out."""

    text: str = field(repr=False)
    at: datetime
    may_show_pupils: bool = False
    names_pupil: bool = False


class Device(StrEnum):
    """Where the person sits who is drafting or approving."""

    REGISTERED = "registered"
    SCHOOL_NETWORK = "school network"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Process:
    """Who does what with the draft, and on what terms. None always means: not known.

    `approvers` are the ids of those who approved this version, with the one approving now.
    `agreed` is whether the author agreed to the policy in force, `trained_until` the last day
    on which the author's training counts (None: never trained), `review_on` the day by which
    the governors want the policy looked at again. `online_safety_on` is the day of the last
    online-safety post of the term, whose first day is `term_began`.
    """

    moment: Moment
    author: int
    approvers: frozenset[int] = frozenset()
    agreed: bool | None = None
    trained_until: date | None = None
    device: Device | None = None
    review_on: date | None = None
    term_began: date | None = None
    online_safety_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """A draft as the rules see it.

    `account_handle` is the account that will post, with or without its @.
    `in_reply_to` is the id of the post being answered. `school_phrases` are the school's own
    name and hashtags, in which no pupil is meant ("St Catherine of Siena", "#TeamHope").
    `staff` are the names of staff and governors. `at` is when the post goes out, in London
    time, None while nobody has said. `neighbours` are the account's posts around that time.
    `today` is the London day on which the rules are asked. `process` is None where only the
    words are looked at, as from the command line: rules about people then say nothing.
    """

    text: str = field(repr=False)
    photos: tuple[PhotoFacts, ...]
    roll: Roll
    account_handle: str
    in_reply_to: str | None = None
    school_phrases: tuple[str, ...] = ()
    staff: Roll = field(default_factory=Roll)
    kind: PostKind = PostKind.ORDINARY
    at: datetime | None = None
    today: date | None = None
    neighbours: tuple[Neighbour, ...] = ()
    process: Process | None = None

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The text and then each alt text, as far as anything is written there."""
        alts = ((photo.where, photo.alt_text) for photo in self.photos)
        return tuple(Place.of(*place) for place in ((TEXT, self.text), *alts) if place[1])

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """The text and the alt texts as the rules about what is said read them."""
        return tuple(Spoken.of(*place) for place in self.places)

    @cached_property
    def hidden_places(self) -> tuple[Place, ...]:
        """What can be read in the pictures, and the names of their files."""
        return tuple(
            Place.of(where, text)
            for photo in self.photos
            for where, text in (
                (photo.picture, photo.written or ""),
                (f"file:{photo.position}", photo.file_name),
            )
            if text
        )

    @cached_property
    def namings(self) -> tuple[Naming, ...]:
        """Everybody named in the text and each alt text, found once for all rules."""
        return tuple(map(self._naming, self.places))

    @cached_property
    def names(self) -> tuple[NamePlaced, ...]:
        """Every pupil's name in the text and the alt texts."""
        return tuple(_placed(self.namings))

    @cached_property
    def hidden_names(self) -> tuple[NamePlaced, ...]:
        """Every pupil's name that can be read in a picture or in a file's name."""
        return tuple(_placed(map(self._naming, self.hidden_places)))

    @property
    def may_show_pupils(self) -> bool:
        """Whether any photo shows pupils, or nobody has yet said that it does not."""
        return any(photo.may_show_pupils for photo in self.photos)

    def _naming(self, place: Place) -> Naming:
        return Naming.of(
            place.where,
            place.text,
            roll=self.roll,
            staff=self.staff,
            not_pupils=self.school_phrases,
        )


def _placed(namings: Iterable[Naming]) -> Iterator[NamePlaced]:
    return (NamePlaced(naming.where, name) for naming in namings for name in naming.pupils)
