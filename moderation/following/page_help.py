"""The help with following: which part of it speaks of which page."""

PAGE = "following:help"
TITLE = "Help with whom we follow"
ABOUT = "Wishing for an account to follow, keeping the list true, and requests to follow us."

TOPICS: dict[str, str] = {
    "following:register": "register",
    "following:wish": "wish",
    "following:entry": "decide",
    "following:together": "decide",
    "following:readings": "compare",
    "following:paste": "compare",
    "following:archive": "compare",
    "following:requests": "requests",
    "following:report": "requests",
    "following:request": "requests",
}
"""A page's name to the heading in ``following/help.html``."""
