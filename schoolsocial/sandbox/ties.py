"""Who follows whom, and who blocked whom."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from schoolsocial.sandbox.crowds import Crowd, Crowds

Pair = tuple[str, str]
"""(who does it, to whom), both ids."""


@dataclass
class Ties:
    """Pairs that somebody made, and the crowds that follow besides."""

    crowds: Crowds
    follows: set[Pair] = field(default_factory=set)
    blocks: set[Pair] = field(default_factory=set)

    def follow(self, pair: Pair) -> None:
        """On X one cannot follow whom one blocked, nor who blocked one; by hand here one can."""
        crowd, place = self._in_crowd(pair)
        if crowd is not None and place is not None:
            crowd.gone.discard(place)
        else:
            self.follows.add(pair)

    def unfollow(self, pair: Pair) -> None:
        self.follows.discard(pair)
        crowd, place = self._in_crowd(pair)
        if crowd is not None and place is not None:
            crowd.gone.add(place)

    def block(self, pair: Pair) -> None:
        """Neither follows the other from then on."""
        self.blocks.add(pair)
        self.unfollow(pair)
        self.unfollow((pair[1], pair[0]))

    def unblock(self, pair: Pair) -> None:
        self.blocks.discard(pair)

    def followers(self, account_id: str, after: int = 0) -> Iterator[str]:
        """Ids of who follows the account, ascending, greater than ``after``."""
        made = _beyond((a for a, b in self.follows if b == account_id), after)
        crowd = self.crowds.of(account_id)
        return heapq.merge(made, crowd.ids_after(after) if crowd else (), key=int)

    def following(self, account_id: str, after: int = 0) -> Iterator[str]:
        """Ids of whom the account follows, ascending, greater than ``after``."""
        return iter(_beyond((b for a, b in self.follows if a == account_id), after))

    def blocked(self, account_id: str, after: int = 0) -> Iterator[str]:
        """Ids of whom the account blocked, ascending, greater than ``after``."""
        return iter(_beyond((b for a, b in self.blocks if a == account_id), after))

    def follower_count(self, account_id: str) -> int:
        crowd = self.crowds.of(account_id)
        made = sum(1 for _, followed in self.follows if followed == account_id)
        return made + (crowd.count - len(crowd.gone) if crowd else 0)

    def dump(self) -> dict[str, Any]:
        return {
            "follows": sorted(self.follows),
            "blocks": sorted(self.blocks),
            "crowds": self.crowds.dump(),
        }

    def load(self, data: dict[str, Any]) -> None:
        self.follows = {(one, other) for one, other in data["follows"]}
        self.blocks = {(one, other) for one, other in data["blocks"]}
        self.crowds.load(data.get("crowds", []))

    def _in_crowd(self, pair: Pair) -> tuple[Crowd | None, int | None]:
        crowd = self.crowds.of(pair[1])
        return crowd, crowd.place_of(pair[0]) if crowd else None


def _beyond(ids: Iterator[str], after: int) -> list[str]:
    return sorted((one for one in ids if int(one) > after), key=int)
