"""Sheets of sticky labels, A4, as they are sold in Britain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A sheet of A4 by its maker's number; its measures are in ``labels.css`` under its code."""

    code: str
    across: int
    down: int
    label: str

    @property
    def labels(self) -> int:
        return self.across * self.down

    def __str__(self) -> str:
        return f"{self.code.upper()}, {self.labels} a sheet ({self.across} × {self.down})"


SIZES = {
    size.code: size
    for size in (
        Size("l7160", 3, 7, "63.5 × 38.1"),
        Size("l7159", 3, 8, "63.5 × 33.9"),
        Size("l7161", 3, 6, "63.5 × 46.6"),
        Size("l7162", 2, 8, "99.1 × 33.9"),
        Size("l7163", 2, 7, "99.1 × 38.1"),
    )
}
