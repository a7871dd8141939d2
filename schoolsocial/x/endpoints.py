"""X's endpoints by name, without anybody's id."""

import re

_IDS = re.compile(r"(?<=[a-z]/)[0-9]{1,19}(?=/|\Z)")  # and not the 2 of /2/, the API's version

CALLED = frozenset(
    {
        "DELETE /2/tweets/:id",
        "DELETE /2/users/:id/blocking/:id",
        "GET /2/tweets",
        "GET /2/users/:id/blocking",
        "GET /2/users/:id/followers",
        "GET /2/users/:id/following",
        "GET /2/users/:id/mentions",
        "GET /2/users/:id/tweets",
        "GET /2/users/me",
        "POST /2/media/metadata",
        "POST /2/media/upload",
        "POST /2/oauth2/revoke",
        "POST /2/oauth2/token",
        "POST /2/tweets",
        "POST /2/users/:id/blocking",
        "PUT /2/tweets/:id/hidden",
    }
)
"""All that the software calls."""
OTHER = "other"


def named(endpoint: str) -> str:
    """Method and path with ``:id`` for each id."""
    return _IDS.sub(":id", endpoint)


def counted_as(endpoint: str) -> str:
    """Likewise, one of ``CALLED`` or ``OTHER``."""
    name = named(endpoint)
    return name if name in CALLED else OTHER
