"""The help with what is live: which part of it speaks of which page."""

PAGE = "catalogue:help"
TITLE = "What is live on X"
ABOUT = "What stands on the school's accounts, what nobody sent from here, and what may have to go."

TOPICS: dict[str, str] = {
    "catalogue:live": "live",
    "catalogue:tweet": "live",
    "catalogue:cases": "outside",
    "catalogue:case": "outside",
    "catalogue:audit": "audit",
    "catalogue:decided": "audit",
    "catalogue:decide": "audit",
    "catalogue:take_down": "down",
    "catalogue:take_down_now": "down",
    "catalogue:keeping": "keeping",
    "catalogue:figures": "figures",
    "catalogue:archives": "archive",
    "catalogue:archive": "archive",
}
"""A page's name to the heading in ``catalogue/help.html``."""
