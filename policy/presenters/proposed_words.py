"""A wording that is proposed, beside the policy in force, clause by clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policy.models import Clause
from policy.presenters.changes import ClauseChange
from policy.presenters.pairing import pairs
from policy.set_up.pasting import Pasted
from schoolsocial.changed_words import Change, Piece, words


@dataclass(frozen=True, slots=True)
class Rewording:
    """The clauses that would change; ``same`` counts those that would not, ``had`` those there are
    now.
    """

    clauses: tuple[ClauseChange, ...]
    same: int
    had: int


def beside(standing: Sequence[Clause], proposed: Sequence[Pasted]) -> Rewording:
    """What the proposed words would change, in their order; what would go stands where it stood."""
    told = tuple(_told(standing, proposed))
    changed = sum(one.fate != "removed" for one in told)
    return Rewording(told, len(proposed) - changed, len(standing))


def _told(standing: Sequence[Clause], proposed: Sequence[Pasted]) -> Iterator[ClauseChange]:
    found = pairs(standing, proposed)
    waiting = [place for place in range(len(standing)) if place not in found.values()]
    for place, now in enumerate(proposed):
        if place not in found:
            yield _whole(now, Change.ADDED)
            continue
        while waiting and waiting[0] < found[place]:
            yield _whole(standing[waiting.pop(0)], Change.REMOVED)
        changed = _changed(standing[found[place]], now)
        if changed is not None:
            yield changed
    for place in waiting:
        yield _whole(standing[place], Change.REMOVED)


def _whole(clause: Clause | Pasted, fate: Change) -> ClauseChange:
    return ClauseChange(clause.number, clause.heading, fate.value, (Piece(fate, clause.text),), ())


def _changed(was: Clause, now: Pasted) -> ClauseChange | None:
    pieces = words(was.text, now.text) if was.text != now.text else ()
    remarks = tuple(_remarks(was, now))
    if not pieces and not remarks:
        return None
    return ClauseChange(now.number, now.heading, "changed", pieces, remarks)


def _remarks(was: Clause, now: Pasted) -> Iterator[str]:
    if was.number != now.number:
        yield f"Ours has the number {was.number}."
    if was.heading != now.heading:
        yield f"Ours stands under “{was.heading}”." if was.heading else "Ours has no heading."
