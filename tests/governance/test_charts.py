"""Bars stay inside their chart and say what is not certain."""

from hypothesis import given
from hypothesis import strategies as st

from schoolsocial.governance.presenters.charts import HEIGHT, WIDTH, drawn
from schoolsocial.governance.suppression import FEW, Count

LEVELS = st.lists(
    st.one_of(
        st.none(),
        st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda p: Count(*sorted(p))),
    ),
    min_size=6,
    max_size=6,
)


@given(LEVELS, LEVELS, st.sampled_from(["%", "posts"]))
def test_bars_stay_inside(now: list[Count | None], before: list[Count | None], unit: str) -> None:
    chart = drawn(now, before, unit)

    width = chart.bar if chart else 0
    for bar in chart.bars if chart else ():
        for box in filter(None, (bar.sure, bar.perhaps)):
            assert 0 <= box.x <= WIDTH - width
            assert 0 <= box.y <= box.y + box.height <= HEIGHT


def test_number_that_is_not_told_exactly_has_a_box_on_top() -> None:
    chart = drawn([FEW, Count(5, 5), None, None, None, None], [None] * 6, "posts")

    assert chart
    assert [bar.perhaps is not None for bar in chart.bars] == [True, False]


def test_nothing_to_draw_is_no_chart() -> None:
    assert drawn([None] * 6, [Count(0, 0)] * 6, "posts") is None
