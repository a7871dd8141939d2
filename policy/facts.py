"""What a rule may know of a draft, and nothing else: no database, clock or network."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from policy.naming import Naming
from policy.photo_facts import SOURCES, Face, PhotoFacts, Who
from policy.process_facts import Device, Moment, Process
from policy.roll import NameFound, Roll
from policy.spoken import Spoken
from policy.tokens import Token, tokenise

__all__ = [
    "SOURCES", "TEXT", "Device", "Face", "Facts", "Moment", "NamePlaced", "Neighbour", "PhotoFacts",
    "Place", "PostKind", "Process", "Who",
]  # fmt: skip

TEXT = "text"


class PostKind(StrEnum):
    """What a post is for. Emergencies and online-safety messages have rules of their own."""

    ORDINARY = "ordinary"
    EMERGENCY = "emergency"
    ONLINE_SAFETY = "online-safety"


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
class Neighbour:
    """Another post of the same account, live or planned: what it says and when it goes out."""

    text: str = field(repr=False)
    at: datetime
    may_show_pupils: bool = False
    names_pupil: bool = False


@dataclass(frozen=True)
class Facts:
    """A draft as the rules see it.

    `account_handle` is the account that will post, with or without its @.
    `in_reply_to` is the id of the post being answered. `school_phrases` are the school's own
    name and hashtags, in which no pupil is meant ("St Catherine of Siena", "#TeamHope").
    `staff` are the names of staff and governors. `at` is when the post goes out, in London
    time, None while nobody has said. `neighbours` are the account's posts around that time.
    `held_until_back` is true of a post about a trip that cannot go out before everybody is back.
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
    held_until_back: bool = False
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
