"""The help with followers: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "followers:help"
TITLE = _("Help with followers")
ABOUT = _("Who follows the school’s accounts, how they are looked at, and what is kept.")

TOPICS: dict[str, str] = {
    "followers:cases": "deciding",
    "followers:case": "deciding",
    "followers:decide": "deciding",
    "followers:decide_many": "many",
    "followers:decided": "record",
    "followers:everyone": "record",
    "followers:sweeps": "sweeps",
    "followers:sweep": "sweeps",
    "followers:archive": "archive",
    "followers:paste": "archive",
    "followers:rules": "rules",
}
"""A page's name to the heading in ``followers/help.html``."""
