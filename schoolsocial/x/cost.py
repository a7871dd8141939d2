"""What a call to X costs. The table is data with a date: X changes it without notice."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

DEFAULT_TABLE = Path(__file__).with_name("prices.toml")
_NEEDED = frozenset({"post", "post_with_url", "delete", "media_upload", "media_metadata"})


class BadPriceTable(ValueError):
    """The price table lacks a price or holds something that is no amount."""


@dataclass(frozen=True, slots=True)
class PriceTable:
    """US dollars a call, and the day X's own table was read."""

    as_of: date
    prices: Mapping[str, Decimal]

    def cost_of_post(self, *, text_has_url: bool, photos: int) -> Decimal:
        """US dollars for one post with its pictures, each uploaded and described."""
        post = self.prices["post_with_url" if text_has_url else "post"]
        return post + photos * (self.prices["media_upload"] + self.prices["media_metadata"])


def load_prices(path: Path = DEFAULT_TABLE) -> PriceTable:
    """Read a price table. Raises BadPriceTable with what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        prices = {name: Decimal(value) for name, value in data["prices"].items()}
        as_of = data["as_of"]
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadPriceTable(f"{path.name} cannot be read as a price table: {error!r}") from error
    missing = sorted(_NEEDED - prices.keys())
    if missing or type(as_of) is not date:
        raise BadPriceTable(f"{path.name} lacks {', '.join(missing) or 'its date as_of'}.")
    return PriceTable(as_of=as_of, prices=prices)


PRICES = load_prices()


def cost_of_post(*, text_has_url: bool, photos: int) -> Decimal:
    """US dollars for one post at the default table's prices."""
    return PRICES.cost_of_post(text_has_url=text_has_url, photos=photos)
