"""What may come of a call to X, sorted by what is known about the far side.

Exactly one question matters to the caller: did the call take effect?

- ``NotSent``: it did not. It may be tried again, at the moment its class allows.
- ``Rejected``: X read it and said no. Trying the same again would be refused again.
- ``OutcomeUnknown``: nobody knows. Look before doing anything else; never simply repeat.

Whatever is kept of X's answer has tokens and secrets blotted out.
"""

from datetime import datetime


class XError(Exception):
    """A call to X did not end in a plain yes.

    ``endpoint`` is method and path ("POST /2/tweets"), ``status`` the HTTP status or None where
    no answer came, ``excerpt`` the start of X's answer without secrets.
    """

    def __init__(
        self, reason: str, *, endpoint: str = "", status: int | None = None, excerpt: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.endpoint = endpoint
        self.status = status
        self.excerpt = excerpt


class NotSent(XError):
    """The call took no effect: it never left, or X turned it away before reading it."""


class FenceLost(NotSent):
    """The sender lost its right to send after the connection opened and before the first byte."""


class RateLimited(NotSent):
    """429: too many calls. Not before ``until`` (aware, by X's own clock)."""

    def __init__(
        self, reason: str, *, until: datetime, endpoint: str = "", excerpt: str = ""
    ) -> None:
        super().__init__(reason, endpoint=endpoint, status=429, excerpt=excerpt)
        self.until = until


class CreditsDepleted(NotSent):
    """402, or 429 for a usage cap: nothing goes out until somebody tops up or the month turns."""


class Unauthorised(NotSent):
    """401: the token was not accepted. Refresh it once; a second 401 means reconnecting."""


class Rejected(XError):
    """Any other 4xx: X read the call and refused it; ``reason`` says why in plain English."""


class Duplicate(Rejected):
    """403 for text that is already on the account: look whether the post there is ours."""


class NotEnrolled(Rejected):
    """403 for a call that the developer app's plan does not hold, such as blocking."""


class OutcomeUnknown(XError):
    """The first byte went out and no readable verdict came back."""
