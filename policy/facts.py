"""What a rule may know of a draft, and nothing else: no database, clock or network."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from policy.roll import NameFound, Roll
from policy.tokens import Token, tokenise

TEXT = "text"


@dataclass(frozen=True)
class Place:
    """A piece of writing in a draft: `where` is "text" or "alt:1" … "alt:4"."""

    where: str
    text: str

    @cached_property
    def words(self) -> tuple[Token, ...]:
        return tokenise(self.text)


class NamePlaced(NamedTuple):
    """A pupil's name found in one place of the draft."""

    where: str
    name: NameFound


@dataclass(frozen=True)
class PhotoFacts:
    """One photo of the draft, in its position from 1 to 4.

    `shows_pupils` is None while the author has not said; such a photo counts as showing
    pupils, because nothing here ever guesses in the other direction.
    """

    position: int
    alt_text: str
    shows_pupils: bool | None = None

    @property
    def where(self) -> str:
        return f"alt:{self.position}"

    @property
    def may_show_pupils(self) -> bool:
        return self.shows_pupils is not False


@dataclass(frozen=True)
class Facts:
    """A draft as the rules see it.

    `account_handle` is the account that will post, with or without its @.
    `in_reply_to` is the id of the post being answered. `school_phrases` are the school's own
    name and hashtags, in which no pupil is meant ("St Catherine of Siena", "#TeamHope").
    """

    text: str
    photos: tuple[PhotoFacts, ...]
    roll: Roll
    account_handle: str
    in_reply_to: str | None = None
    school_phrases: tuple[str, ...] = ()

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The text and then each alt text, as far as anything is written there."""
        alts = (Place(photo.where, photo.alt_text) for photo in self.photos)
        return tuple(place for place in (Place(TEXT, self.text), *alts) if place.text)

    @cached_property
    def names(self) -> tuple[NamePlaced, ...]:
        """Every pupil's name in the text and the alt texts, found once for all rules."""
        return tuple(self._find_names())

    @property
    def may_show_pupils(self) -> bool:
        """Whether any photo shows pupils, or nobody has yet said that it does not."""
        return any(photo.may_show_pupils for photo in self.photos)

    def _find_names(self) -> Iterator[NamePlaced]:
        for place in self.places:
            for name in self.roll.find(place.text, not_pupils=self.school_phrases):
                yield NamePlaced(place.where, name)
