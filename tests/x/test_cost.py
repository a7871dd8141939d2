from decimal import Decimal
from pathlib import Path

import pytest

from schoolsocial.x import cost


@pytest.mark.parametrize(
    ("text_has_url", "photos", "dollars"),
    [
        (False, 0, "0.015"),
        (True, 0, "0.200"),
        (False, 1, "0.025"),
        (False, 4, "0.055"),
        (True, 2, "0.220"),
    ],
)
def test_cost_of_post(*, text_has_url: bool, photos: int, dollars: str) -> None:
    assert cost.cost_of_post(text_has_url=text_has_url, photos=photos) == Decimal(dollars)


def test_load_prices_reads_a_table_of_ones_own(tmp_path: Path) -> None:
    table = cost.DEFAULT_TABLE.read_text().replace('"0.015"', '"0.020"')
    path = tmp_path / "prices.toml"
    path.write_text(table)

    assert cost.load_prices(path).cost_of({"post": 2}) == Decimal("0.040")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('post = "0.015"', "", "lacks post"),
        ('"0.015"', '"cheap"', "cannot be read"),
        ('"0.015"', "[1]", "cannot be read"),
        ('"0.015"', '"-0.015"', "no amount"),
        ('"0.015"', '"NaN"', "no amount"),
        ("as_of = 2026-08-22", "as_of = 2026-08-22T10:00:00", "as_of"),
        ("as_of = 2026-08-22", "", "cannot be read"),
        ("[prices]", "[prices", "cannot be read"),
    ],
)
def test_load_prices_says_what_is_wrong(tmp_path: Path, before: str, after: str, told: str) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(cost.DEFAULT_TABLE.read_text().replace(before, after, 1))

    with pytest.raises(cost.BadPriceTable, match=told):
        cost.load_prices(path)
