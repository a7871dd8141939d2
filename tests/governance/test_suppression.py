"""No number that is told, nor any difference of two, gives away a number below five."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.suppression import (
    FEW,
    Count,
    Parted,
    hidden,
    is_few,
    parted,
    told,
)
from tests.governance.halves import ANY_DAY

NUMBERS = st.integers(min_value=0, max_value=60)
Table = tuple[int, ...]


def as_shown(table: Table, size: int | None = None) -> tuple[object, ...]:
    """What a reader sees of a table: rows that are told, and the total where it is. ``size`` is how
    many children each row has, which everybody knows."""
    rows = {str(at): (n,) if size is None else (n, size - n) for at, n in enumerate(table)}
    gone = hidden(rows)
    total = sum(table) if size is None else parted(sum(table), size * len(table) - sum(table))
    seen = told(total) if isinstance(total, int) else total
    return (*("?" if name in gone else row for name, row in rows.items()), seen)


def pinned(worlds: Iterable[tuple[Table, tuple[object, ...]]], size: int) -> list[Table]:
    """Worlds in which a small number could be worked out, for nothing else would look the same."""
    alike = defaultdict[tuple[object, ...], list[Table]](list)
    for table, shown in worlds:
        alike[shown].append(table)
    return [
        same[0]
        for same in alike.values()
        for column in zip(*same, strict=True)
        if len(set(column)) == 1 and (is_few(column[0]) or is_few(size - column[0]))
    ]


def test_numbers_below_five_look_alike() -> None:
    assert {told(number) for number in range(1, 5)} == {FEW}
    assert [str(told(number)) for number in (0, 4, 5, 1200)] == [
        "None", "Fewer than 5", "5", "1,200",
    ]  # fmt: skip


def test_no_row_of_a_table_can_be_worked_out_from_its_total() -> None:
    for rows, largest in ((2, 30), (3, 18), (4, 12)):
        tables = product(range(largest), repeat=rows)
        worlds = [(table, as_shown(table)) for table in tables if sum(table) < largest]

        assert pinned(worlds, 10**6) == []


def test_no_row_can_be_worked_out_where_everybody_knows_how_large_the_classes_are() -> None:
    for rows, size in ((2, 24), (3, 12)):
        tables = product(range(size + 1), repeat=rows)

        assert pinned([(table, as_shown(table, size)) for table in tables], size) == []


def test_hiding_the_small_rows_alone_would_not_do() -> None:
    """The control: the test above sees the leak that it is there for."""

    def careless(table: Table) -> tuple[object, ...]:
        return (*("?" if is_few(number) else number for number in table), sum(table))

    tables = product(range(12), repeat=3)

    assert pinned([(table, careless(table)) for table in tables if sum(table) < 12], 10**6)


def test_neither_part_of_a_known_whole_can_be_worked_out() -> None:
    alike = defaultdict[Parted, list[tuple[int, int]]](list)
    for part, rest in product(range(40), repeat=2):
        if part + rest < 40:
            alike[parted(part, rest)].append((part, rest))

    for shown, worlds in alike.items():
        small = any(is_few(number) for world in worlds for number in world)
        assert len(worlds) > 3 or not small, shown


@given(NUMBERS, NUMBERS)
def test_what_is_told_is_true(part: int, rest: int) -> None:
    shown = parted(part, rest)

    assert shown.part.low <= part <= shown.part.high
    assert shown.rest.low <= rest <= shown.rest.high
    assert shown.whole.low <= part + rest <= shown.whole.high


halves = st.lists(st.dictionaries(st.sampled_from("abc"), NUMBERS), min_size=6, max_size=6)


@given(halves, st.data())
def test_no_two_spans_differ_by_a_number_below_five(
    spans: list[dict[str, int]], data: st.DataObject
) -> None:
    """Whatever the small numbers are, each half-term, term and year and each cell and total of
    theirs reads the same: so no difference between any of these says which they are."""
    other = [
        {
            cell: data.draw(st.integers(1, 4)) if is_few(number) else number
            for cell, number in span.items()
        }
        for span in spans
    ]

    assert every_view(spans) == every_view(other)


def every_view(spans: Sequence[Mapping[str, int]]) -> list[tuple[dict[str, Count], Count]]:
    cuts = [*((i, i + 1) for i in range(6)), *((i, i + 2) for i in (0, 2, 4)), (0, 6)]
    happened: tuple[Mapping[str, Mapping[str, int]], ...] = tuple({"m": span} for span in spans)
    views = [Figures(ANY_DAY, happened[first:end]) for first, end in cuts]
    return [(view.counts("m"), view.total("m")) for view in views]


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=1), st.tuples(NUMBERS), min_size=1))
def test_small_rows_are_never_told(rows: dict[str, tuple[int, ...]]) -> None:
    gone = hidden(rows)

    assert {name for name, (number,) in rows.items() if is_few(number)} <= gone
    assert len(gone) != 1 or len(rows) == 1 or is_few(sum(n for (n,) in rows.values()))
