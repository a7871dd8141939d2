"""Text as the typeface can set it.

PDF/UA refuses a character for which no font has a shape, and a quoted post has its emoji: such a
character is named in square brackets instead, which is also what a screen reader can say. Those
that turn the writing round or hide in it are named too, so that nothing on paper reads otherwise
than it was written.
"""

import re
import unicodedata
from functools import cache

_RANGES = """
20-7e a0-ac ae-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 591-5c7 5d0-5ea 5ef-5f4
606-60c 615 61b 61f 621-63a 640-655 65a 660-66d 674 679-67b 67e-680 683-684 686-687 691 698 6a4
6a9 6af 6be 6cc 6f0-6f9 1e00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d
1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200a
2010-2027 202f-2040 2042 2044-2052 2054-205f 20a0-20c0 20d0-20f0 2100-211e 2120 2122 2124
2126-2151 2153-2184 2189 2190-22ff 2500-2606 2609-262f 2638-268b 2690-269c 26a0-26a7 26aa-26af
26b2 2701-2704 2706-2709 270c-2714 2717-2726 272a-274b 274d 274f-2752 2756 2758-275e 2761-277f
2794 2798-27af 27b1-27bf
"""
"""Code points for which the fonts inside the wheel have a shape; the tests set each of them."""

_SILENT = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
"""What joins or separates others and has no shape of its own."""

_LONG_RUN = re.compile(r"(?<!\S)(?![0-9a-f]{64}(?!\S))\S{25,}")
"""But for a SHA-256, which is set small and stays whole."""
_STEP = 12
_MAY_BREAK = "\u200b"


@cache
def covered() -> frozenset[str]:
    """Every character that can be set."""
    found: set[str] = set("\n")
    for span in _RANGES.split():
        first, _, last = span.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)


def readable(words: str) -> str:
    """The words with one kind of line end, and names for what has no shape."""
    text = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return "".join(map(_shown, unicodedata.normalize("NFC", text)))


def breakable(words: str) -> str:
    """The same, with places at which a run too long for a column may break."""
    return _LONG_RUN.sub(_with_breaks, words)


def _shown(character: str) -> str:
    if character in covered():
        return character
    if character in _SILENT:
        return ""
    return f"[{_name(character)}]"


def _name(character: str) -> str:
    if unicodedata.category(character) == "So":
        return unicodedata.name(character, f"U+{ord(character):04X}").lower()
    return f"U+{ord(character):04X}"


def _with_breaks(run: re.Match[str]) -> str:
    text = run[0]
    return _MAY_BREAK.join(text[place : place + _STEP] for place in range(0, len(text), _STEP))
