"""The help with blocks: which part of it speaks of which page."""

PAGE = "blocks:help"
TITLE = "Help with blocks"
ABOUT = "Blocking somebody on X, and how we know that it is so."

TOPICS: dict[str, str] = {
    "blocks:everything": "do",
    "blocks:decide": "decide",
    "blocks:block": "do",
    "blocks:archive": "verify",
    "blocks:times": "times",
}
"""A page's name to the heading in ``blocks/help.html``."""
