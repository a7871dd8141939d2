"""What a call to X costs. The table is data with a date: X changes it without notice."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings

DEFAULT_TABLE: Path = Path(__file__).with_name("prices.toml")
OLD = timedelta(days=90)
CALLS = frozenset(
    {
        "post",
        "post_with_url",
        "delete",
        "media_upload",
        "media_metadata",
        "read_post",
        "read_mention",
        "read_user",
        "read_follower",
        "read_block",
        "hide_reply",
    }
)


class BadPriceTable(ValueError):
    """The price table lacks a price or holds something that is no amount."""


@dataclass(frozen=True, slots=True)
class PriceTable:
    """US dollars a call, and the day X's own table was read."""

    as_of: date
    prices: Mapping[str, Decimal]

    def cost_of(self, calls: Mapping[str, int]) -> Decimal:
        """US dollars for so many of each call. Raises KeyError for a call nobody knows."""
        return sum((count * self.prices[call] for call, count in calls.items()), Decimal(0))

    def is_old(self, day: date) -> bool:
        """Whether X may well have changed its prices since."""
        return day - self.as_of > OLD


def load_prices(path: Path | None = None) -> PriceTable:
    """Read a price table, our own where none is named. Raises BadPriceTable with what is wrong."""
    path = path or DEFAULT_TABLE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        prices = {name: Decimal(value) for name, value in data["prices"].items()}
        as_of = data["as_of"]
    except (ArithmeticError, AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        raise BadPriceTable(f"{path.name} cannot be read as a price table: {error!r}") from error
    missing = sorted(CALLS - prices.keys())
    if missing or type(as_of) is not date:
        raise BadPriceTable(f"{path.name} lacks {', '.join(missing) or 'its date as_of'}.")
    if any(not price.is_finite() or price < 0 for price in prices.values()):
        raise BadPriceTable(f"{path.name} holds a price that is no amount.")
    return PriceTable(as_of=as_of, prices=prices)


def prices() -> PriceTable:
    """The table in force: the one PRICES_FILE names, or our own."""
    table: PriceTable = settings.PRICES
    return table


def calls_of_post(*, text_has_url: bool, photos: int) -> dict[str, int]:
    """What one post asks of X: itself, and each picture uploaded and described."""
    uploads = {"media_upload": photos, "media_metadata": photos} if photos else {}
    return {"post_with_url" if text_has_url else "post": 1, **uploads}


def cost_of_post(*, text_has_url: bool, photos: int) -> Decimal:
    """US dollars for one post at the prices in force."""
    return prices().cost_of(calls_of_post(text_has_url=text_has_url, photos=photos))
