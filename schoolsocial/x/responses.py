"""Reading what X answered: the error class it stands for, and the JSON inside."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from requests import Response

from schoolsocial.words import Words
from schoolsocial.x import errors

EXCERPT_LENGTH = 300
SHORTEST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=24)

_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}")
_TOKEN_FIELD = re.compile(r'(?i)("?(?:access|refresh)_token"?\s*[:=]\s*"?)[^"&,\s}]+')
_USAGE_CAP = re.compile(r"usage[- ]?cap")
_COUNT = re.compile(r"\A[0-9]{1,10}\Z")  # also of unix seconds, until the year 2286
_DIGITS = re.compile(r"\A[0-9]{1,19}\Z")

_PLAIN_REASONS: dict[int, Words] = {
    HTTPStatus.BAD_REQUEST: _("X could not accept the request as it was written"),
    HTTPStatus.FORBIDDEN: _("X does not allow this account or app to do that"),
    HTTPStatus.NOT_FOUND: _("X has nothing at that address"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("X says the picture or the post is too large"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: _("X does not take this kind of picture"),
}


def hide(text: str, secrets: Iterable[str]) -> str:
    """``text`` with every known secret, and whatever looks like a token, blotted out."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[hidden]")
    return _TOKEN_FIELD.sub(r"\1[hidden]", _BEARER.sub(r"\1 [hidden]", text))


def excerpt_of(response: Response, secrets: Iterable[str]) -> str:
    """The start of the answer on one line, for the attempt's row."""
    # Blot out before cutting: half a token would no longer be recognised.
    return hide(" ".join(response.text.split()), secrets)[:EXCERPT_LENGTH]


def rate_limit_until(headers: Mapping[str, str], *, now: datetime) -> datetime:
    """When X will take calls again after a 429.

    X's own Date header stands in for ``now`` where present, so that a worker whose clock is wrong
    does not come back a day early. A reset that is absent or already past is read as 15 minutes;
    one more than 24 hours away as 24 hours.
    """
    now = _date_header(headers.get("date", "")) or now
    reset = headers.get("x-rate-limit-reset", "").strip()
    if not (reset.isascii() and reset.isdigit()):
        return now + SHORTEST_WAIT
    if int(reset) > (now + LONGEST_WAIT).timestamp():
        return now + LONGEST_WAIT
    until = datetime.fromtimestamp(int(reset), UTC)
    return until if until > now else now + SHORTEST_WAIT


@dataclass(frozen=True, slots=True)
class Limit:
    """How many calls X takes in a window, how many are left, and when the next begins."""

    allowed: int
    remaining: int
    resets_at: datetime


def limit_in(headers: Mapping[str, str]) -> Limit | None:
    """What X said of the limit; None where it said nothing, or nothing that makes sense."""
    names = ("limit", "remaining", "reset")
    told = [headers.get(f"x-rate-limit-{name}", "").strip() for name in names]
    if not all(_COUNT.match(value) for value in told):
        return None
    allowed, remaining, reset = map(int, told)
    return Limit(allowed, remaining, datetime.fromtimestamp(reset, UTC))


def _date_header(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def error_for(
    response: Response, *, endpoint: str, excerpt: str, now: datetime
) -> errors.XError | None:
    """The named error a response stands for; None for a 2xx, whose body is still to be read."""
    status = response.status_code
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return None
    if not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return errors.OutcomeUnknown(
            gettext("X answered with status {status}, which leaves open whether it acted.").format(
                status=status
            ),
            endpoint=endpoint,
            status=status,
            excerpt=excerpt,
        )
    problem = _problem(response)
    if status == HTTPStatus.TOO_MANY_REQUESTS and not _USAGE_CAP.search(problem):
        return errors.RateLimited(
            gettext("X asks us to wait: too many calls in a short time."),
            until=rate_limit_until(response.headers, now=now),
            endpoint=endpoint,
            excerpt=excerpt,
        )
    kind, reason = _refusal(status, problem)
    return kind(reason, endpoint=endpoint, status=status, excerpt=excerpt)


def _refusal(status: int, problem: str) -> tuple[type[errors.XError], str]:
    if status in {HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.TOO_MANY_REQUESTS}:
        return errors.CreditsDepleted, (
            gettext(
                "The credit or the monthly allowance with X is used up. Top it up in X's "
                "developer console."
            )
        )
    if status == HTTPStatus.UNAUTHORIZED:
        return errors.Unauthorised, gettext("X did not accept the account's access token.")
    if status == HTTPStatus.FORBIDDEN and "duplicate" in problem:
        return errors.Duplicate, gettext("X says the same text is already on the account.")
    if "client-not-enrolled" in problem:
        return errors.NotEnrolled, (
            gettext(
                "X says this app is not enrolled for the API. Check the app's project "
                "and plan in X's developer console."
            )
        )
    return (
        errors.Rejected,
        f"{_PLAIN_REASONS.get(status, gettext('X refused the request'))} ({status}).",
    )


def _problem(response: Response) -> str:
    """The words of a problem body that tell cases apart, lower-case; empty when unreadable."""
    try:
        body = json.loads(response.content)
    except ValueError:
        return ""
    if not isinstance(body, dict):
        return ""
    entries = body.get("errors")
    parts = [body, *(entries if isinstance(entries, list) else [])]
    words = [
        str(part.get(key, ""))
        for part in parts
        if isinstance(part, dict)
        for key in ("title", "detail", "type", "reason", "message")
    ]
    return " ".join(words).lower()


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx from X. Its readers raise ``OutcomeUnknown`` where the answer does not tell."""

    endpoint: str
    status: int
    excerpt: str
    content: bytes

    def json(self) -> dict[str, Any]:
        """The JSON object in the body."""
        try:
            body = json.loads(self.content)
        except ValueError:
            raise self.unreadable() from None
        if not isinstance(body, dict):
            raise self.unreadable()
        return body

    def data(self) -> dict[str, Any]:
        """The object under ``data``."""
        data = self.json().get("data")
        if not isinstance(data, dict):
            raise self.unreadable()
        return data

    def id(self) -> str:
        """``data.id`` as X writes it: 1 to 19 digits."""
        value = self.data().get("id")
        if not (isinstance(value, str) and _DIGITS.match(value)):
            raise self.unreadable()
        return value

    def unreadable(self) -> errors.OutcomeUnknown:
        return errors.OutcomeUnknown(
            gettext("X answered, and the answer does not say what it did."),
            endpoint=self.endpoint,
            status=self.status,
            excerpt=self.excerpt,
        )
