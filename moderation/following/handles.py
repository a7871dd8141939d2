"""Names of accounts on X, as people type and paste them."""

import re

LONGEST_LIST = 200_000
"""Characters of a pasted list."""
_HANDLE = re.compile(r"\w{1,15}", re.ASCII)
_LINK = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/@?(\w{1,15})/?(?:\?\S*)?", re.ASCII
)
_AT = re.compile(r"(?<![\w@.])@(\w{1,15})(?!\w)", re.ASCII)
_NOT_NAMES = frozenset({"home", "explore", "search", "settings", "i", "intent", "messages"})


def one(typed: str) -> str:
    """The handle without the @, from "@NASA", "NASA" or its link; empty where it is none."""
    typed = typed.strip()
    linked = _LINK.fullmatch(typed)
    if linked:
        return "" if linked[1].lower() in _NOT_NAMES else linked[1]
    bare = typed.removeprefix("@")
    return bare if _HANDLE.fullmatch(bare) else ""


def listed(pasted: str) -> list[str]:
    """Each handle once, in order. A line is one name or link, or holds names with their @, as a
    page copied from X does; other lines are left out.
    """
    found: dict[str, str] = {}
    for line in pasted.splitlines():
        alone = one(line)
        for handle in [alone] if alone else _AT.findall(line):
            found.setdefault(handle.lower(), handle)
    return list(found.values())
