"""Many numbers in a short address: each as its distance from the one before, in base 36.

A whole school's ids as “pupil=1041&pupil=1042…” are longer than the line a server reads.
"""

from collections.abc import Iterable
from itertools import accumulate, pairwise
from string import ascii_lowercase, digits

_SIGNS = digits + ascii_lowercase
_KNOWN = set(_SIGNS)
_LARGEST = 2**63 - 1
_LONGEST = 4000  # signs; a line of a request ends soon after


def packed(ids: Iterable[int]) -> str:
    """“sx.1.1” for 1041, 1042, 1043."""
    ordered = sorted(set(ids))
    return ".".join(_written(b - a) for a, b in pairwise([0, *ordered]))


def unpacked(text: str) -> list[int]:
    """The numbers again; none at all out of what was never such a list."""
    steps = text[:_LONGEST].lower().split(".")
    if not all(step and set(step) <= _KNOWN for step in steps):
        return []
    found = list(accumulate(int(step, len(_SIGNS)) for step in steps))
    return found if found[-1] <= _LARGEST else []


def _written(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number, len(_SIGNS))
        signs = _SIGNS[rest] + signs
    return signs or "0"
