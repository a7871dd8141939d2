"""Word lists kept as plain text beside this file, one entry a line, `#` for remarks."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def lines(name: str) -> tuple[str, ...]:
    """Entries of `name`.txt in their order, without remarks and blank lines."""
    written = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.partition("#")[0].strip() for line in written)
    return tuple(entry for entry in entries if entry)


@cache
def words(name: str) -> frozenset[str]:
    """Every single word of `name`.txt; a line may hold many, parted by spaces."""
    return frozenset(word for line in lines(name) for word in line.split())
