"""A wording that is proposed, beside the policy in force, clause by clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from policy.models import Clause
from policy.presenters import changes, pairing
from policy.presenters.changes import ClauseChange
from policy.set_up.pasting import Pasted
from schoolsocial.changed_words import Change, Piece


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
    for was, now in pairing.beside(standing, proposed):
        if was and now:
            yield from changes.reworded(was, now, tuple(_remarks(was, now)))
        elif now:
            yield _whole(now, Change.ADDED)
        elif was:
            yield _whole(was, Change.REMOVED)


def _whole(clause: Clause | Pasted, fate: Change) -> ClauseChange:
    return ClauseChange(clause.number, clause.heading, fate.value, (Piece(fate, clause.text),), ())


def _remarks(was: Clause, now: Pasted) -> Iterator[str]:
    if was.number != now.number:
        yield gettext("Ours has the number {number}.").format(number=was.number)
    if was.heading != now.heading:
        yield (
            gettext("Ours stands under “{heading}”.").format(heading=was.heading)
            if was.heading
            else gettext("Ours has no heading.")
        )
