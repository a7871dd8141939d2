"""Time of ours beside a peer's in the same run, and the row each measurement becomes."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

ROUNDS = 15
WARM_UP = 2

_HEADS = ("", "ours", "±", "peer", "±", "unit", "figure", "aim", "", "peer is")
_NUMBERS = frozenset({1, 2, 3, 4, 6})


@dataclass(frozen=True, slots=True)
class Sample:
    """Of several runs: the median, and the width of the middle half of them, in one unit."""

    median: float
    spread: float


def measured(call: Callable[[], object], *, rounds: int = ROUNDS, warm_up: int = WARM_UP) -> Sample:
    """How long one call takes."""
    return sample([_taken(call) for _ in range(warm_up + rounds)][warm_up:])


def compared(
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    rounds: int = ROUNDS,
    warm_up: int = WARM_UP,
    before: Callable[[], object] = lambda: None,
) -> tuple[Sample, Sample]:
    """Both in turn, each first every other time, so that a busy moment of the machine hits both.

    ``before`` each of them is run outside the time.
    """
    times: dict[Callable[[], object], list[float]] = {ours: [], peer: []}
    for turn in range(warm_up + rounds):
        for call in (ours, peer) if turn % 2 else (peer, ours):
            before()
            taken = _taken(call)
            if turn >= warm_up:
                times[call].append(taken)
    return sample(times[ours]), sample(times[peer])


def _taken(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return (perf_counter() - started) * 1_000


def sample(values: Sequence[float]) -> Sample:
    """Of at least two runs."""
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    return Sample(median(values), upper - lower)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement.

    ``ours`` and ``peer`` are in ``unit``. The aim, ``at_most`` or ``at_least``, is of the figure:
    ours divided by the peer's where there is a peer, else ours itself.
    """

    what: str
    unit: str
    ours: float
    spread: float | None = None
    peer: float | None = None
    peer_spread: float | None = None
    peer_is: str = ""
    at_most: float | None = None
    at_least: float | None = None

    @classmethod
    def of_times(
        cls,
        what: str,
        times: tuple[Sample, Sample],
        *,
        peer_is: str,
        at_most: float | None = None,
    ) -> "Row":
        """The row of what ``compared`` found."""
        ours, peer = times
        return cls(
            what=what,
            unit="ms",
            ours=ours.median,
            spread=ours.spread,
            peer=peer.median,
            peer_spread=peer.spread,
            peer_is=peer_is,
            at_most=at_most,
        )

    @property
    def figure(self) -> float:
        return self.ours if self.peer is None else self.ours / self.peer

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.at_most is None and self.at_least is None:
            return None
        low_enough = self.at_most is None or self.figure <= self.at_most
        return low_enough and (self.at_least is None or self.figure >= self.at_least)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "figure": self.figure, "met": self.met}


def table(rows: Sequence[Row]) -> str:
    """The rows below each other, aligned, a line each."""
    lines = [_HEADS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place in _NUMBERS else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.peer is None else "×"
    verdict = {True: "met", False: "MISSED", None: ""}[row.met]
    return (
        row.what,
        _short(row.ours),
        _short(row.spread),
        _short(row.peer),
        _short(row.peer_spread),
        row.unit,
        f"{_short(row.figure)}{ratio}",
        _aim(row),
        verdict,
        row.peer_is,
    )


def _aim(row: Row) -> str:
    bounds = (("≤", row.at_most), ("≥", row.at_least))
    return " ".join(f"{sign} {_short(bound)}" for sign, bound in bounds if bound is not None)


def _short(number: float | None) -> str:
    """Three digits that matter, whole numbers whole."""
    if number is None:
        return ""
    if number == int(number) or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.2f}" if abs(number) < 10 else f"{number:.1f}"
