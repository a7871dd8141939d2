"""Windows and pages of the lists that X serves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self, TypeVar

from schoolsocial.sandbox import problems
from schoolsocial.sandbox.messages import Request
from schoolsocial.sandbox.posts import Post

RowT = TypeVar("RowT")

_PREFIX = "7140dibdnow9c7btw"
_LATEST_ID = 1 << 63


@dataclass(frozen=True, slots=True)
class Window:
    """Which posts a request asks for: ids strictly between, start included, end excluded."""

    since_id: int
    until_id: int
    start: datetime
    end: datetime

    @classmethod
    def of(cls, request: Request) -> Self:
        end = _moment(request, "end_time", datetime.max.replace(tzinfo=UTC))
        if request.lag:
            end = min(end, datetime.now(UTC) - timedelta(seconds=request.lag))
        return cls(
            since_id=_number(request, "since_id", 0),
            until_id=_number(request, "until_id", _LATEST_ID),
            start=_moment(request, "start_time", datetime.min.replace(tzinfo=UTC)),
            end=end,
        )

    def holds(self, post: Post) -> bool:
        in_ids = self.since_id < int(post.id) < self.until_id
        return in_ids and self.start <= post.created_at < self.end


def page_of(
    rows: list[RowT], request: Request, *, default: int, least: int, most: int
) -> tuple[list[RowT], str]:
    """The page that ``pagination_token`` names and the token of the next, empty on the last."""
    size = size_of(request, default=default, least=least, most=most)
    start = place_of(request)
    end = start + size
    return rows[start:end], token_of(end) if end < len(rows) else ""


def size_of(request: Request, *, default: int, least: int, most: int) -> int:
    """How many rows are asked for; raises the refusal of a number out of bounds."""
    size = _number(request, "max_results", default)
    if not least <= size <= most:
        message = f"max_results must be {least} to {most}."
        raise problems.invalid("max_results", str(size), message)
    return size


def place_of(request: Request) -> int:
    """The number inside ``pagination_token``, 0 without one."""
    token = request.query.get("pagination_token", "")
    place = token.removeprefix(_PREFIX) if token else "0"
    if not place.isdecimal() or (token and place == token):
        raise problems.invalid("pagination_token", token, "Not a pagination token.")
    return int(place)


def token_of(place: int) -> str:
    """The token that says where the next page begins."""
    return f"{_PREFIX}{place}"


def _number(request: Request, name: str, default: int) -> int:
    value = request.query.get(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise problems.invalid(name, value, f"{name} must be a number.")
    return int(value)


def _moment(request: Request, name: str, default: datetime) -> datetime:
    value = request.query.get(name)
    if value is None:
        return default
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise problems.invalid(name, value, f"{name} must be RFC 3339.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
