"""Sheets of sticky labels, A4, as they are sold in Britain."""

from dataclasses import dataclass

from django.utils.translation import gettext


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
        return gettext("{code}, {number} a sheet ({across} × {down})").format(
            code=self.code.upper(), number=self.labels, across=self.across, down=self.down
        )


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
