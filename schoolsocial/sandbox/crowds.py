"""Many invented people at once: worked out from a number when asked for, and kept nowhere."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

_FIRST = 40_000_000_000  # milliseconds of X's own count: February 2012
_STEP = 400_000  # between one account's making and the next's: a million take thirteen years
_HANDLE = re.compile(r"(?P<word>[A-Z][a-z]+)(?P<place>[0-9]{1,8})_(?P<number>[0-9]{1,2})")
_WORDS = ("Maple", "River", "Robin", "Hazel", "Pebb", "Fern")
_BIOS = (
    "Mum of two. Tea first.",
    "",
    "Football coach, Saturdays.",
    "Teacher. Views my own.",
    "Local bakery, open from seven. Order by phone.",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 gardener & grandad",
)
_FEW, _MANY = 7, 1_900


@dataclass
class Crowd:
    """The invented followers of one account: ``count`` of them, less those that went away."""

    number: int
    account_id: str
    count: int = 0
    gone: set[int] = field(default_factory=set)

    def id_of(self, place: int) -> str:
        return str(((_FIRST + place * _STEP) << 22) | self.number)

    def place_of(self, person_id: str) -> int | None:
        """Which of the crowd has this id; None where nobody has."""
        moment, number = int(person_id) >> 22, int(person_id) & ((1 << 22) - 1)
        place, between = divmod(moment - _FIRST, _STEP)
        inside = number == self.number and between == 0 and 0 <= place < self.count
        return place if inside else None

    def ids_after(self, last: int) -> Iterator[str]:
        """Ids of those who follow, ascending, greater than ``last``."""
        start = max(0, ((last >> 22) - _FIRST) // _STEP)
        for place in range(start, self.count):
            person_id = self.id_of(place)
            if int(person_id) > last and place not in self.gone:
                yield person_id


@dataclass
class Crowds:
    """All crowds, by their numbers."""

    all: list[Crowd] = field(default_factory=list)

    def grow(self, account_id: str, count: int) -> list[str]:
        """So many more people follow; the ids of the first and the last of them."""
        crowd = self.of(account_id)
        if crowd is None:
            crowd = Crowd(number=len(self.all), account_id=account_id)
            self.all.append(crowd)
        first, crowd.count = crowd.count, crowd.count + count
        return [crowd.id_of(first), crowd.id_of(crowd.count - 1)]

    def of(self, account_id: str) -> Crowd | None:
        return next((one for one in self.all if one.account_id == account_id), None)

    def facts(self, person_id: str) -> dict[str, Any] | None:
        """What there is to know of one of them; None for an id that is nobody's."""
        for crowd in self.all:
            place = crowd.place_of(person_id)
            if place is not None:
                return facts_of(crowd, place)
        return None

    def id_by_handle(self, handle: str) -> str | None:
        found = _HANDLE.fullmatch(handle)
        if found is None or int(found["number"]) >= len(self.all):
            return None
        crowd, place = self.all[int(found["number"])], int(found["place"])
        inside = place < crowd.count and _handle(crowd, place) == handle
        return crowd.id_of(place) if inside else None

    def dump(self) -> list[dict[str, Any]]:
        return [asdict(one) | {"gone": sorted(one.gone)} for one in self.all]

    def load(self, rows: list[dict[str, Any]]) -> None:
        self.all = [Crowd(**row | {"gone": set(row["gone"])}) for row in rows]


def _handle(crowd: Crowd, place: int) -> str:
    return f"{_WORDS[place % len(_WORDS)]}{place}_{crowd.number}"


def facts_of(crowd: Crowd, place: int) -> dict[str, Any]:
    """One of a crowd, as ``Account`` names what there is to know."""
    word = _WORDS[place % len(_WORDS)]
    return {
        "id": crowd.id_of(place),
        "handle": _handle(crowd, place),
        "name": f"{word} {place}",
        "bio": _BIOS[place % len(_BIOS)],
        "protected": place % _FEW == 0,
        "followers": place * _FEW % _MANY,
        "following": (place + _FEW) * _FEW % _MANY,
        "posts": place % _MANY,
    }
