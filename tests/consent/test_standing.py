"""The one judgement of the register, by example and for random histories."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.academic_year import academic_year, last_day
from consent.standing import Given, Reason, judge

TODAY = date(2026, 11, 2)
MOTHER, FATHER, CHILD = 1, 2, None
DAYS = st.dates(date(2025, 8, 25), date(2027, 9, 10))


def said(
    answer: str,
    giver: int | None = MOTHER,
    *,
    limits: tuple[str, ...] = (),
    responsible: bool = True,
    on: date = date(2026, 9, 7),
    number: int = 1,
    withdrawal: bool = False,
) -> Given:
    return Given(
        id=number,
        giver=giver,
        answer=answer,
        limits=frozenset(limits),
        parental_responsibility=responsible and giver is not None,
        academic_year=academic_year(on),
        given_on=on,
        expires_on=last_day(academic_year(on)),
        is_withdrawal=withdrawal,
        recorded_at=datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(seconds=number),
    )


LATE = datetime(2026, 10, 30, tzinfo=UTC)
YES, NO = said("yes"), said("no", number=2)
FATHERS_NO = said("no", FATHER, number=2)


@pytest.mark.parametrize(
    ("answers", "shown", "reason"),
    [
        ([], False, Reason.NO_REPLY),
        ([YES], True, Reason.AGREED),
        ([NO], False, Reason.REFUSED),
        ([YES, NO], False, Reason.REFUSED),
        ([NO, said("yes", number=3)], True, Reason.AGREED),
        ([YES, FATHERS_NO], False, Reason.CONFLICT),
        ([YES, said("no", CHILD, number=2)], False, Reason.CHILD_REFUSED),
        ([YES, said("no", number=2, withdrawal=True)], False, Reason.WITHDRAWN),
        ([said("yes", responsible=False)], False, Reason.NO_RESPONSIBILITY),
        ([YES, said("no", FATHER, number=2, responsible=False)], False, Reason.CONFLICT),
        ([said("yes", on=date(2025, 9, 8))], False, Reason.LAPSED),
        ([said("limited", limits=("no-name",))], True, Reason.AGREED_WITH_LIMITS),
        ([said("yes", CHILD)], False, Reason.NO_RESPONSIBILITY),
    ],
)
def test_judgement(answers: list[Given], shown: bool, reason: Reason) -> None:
    standing = judge(answers, day=TODAY)

    assert (standing.may_be_shown, standing.reason) == (shown, reason)


SEPTEMBER, OCTOBER = date(2026, 9, 3), date(2026, 10, 20)


def test_paper_typed_in_late_undoes_no_later_withdrawal() -> None:
    withdrawal = said("no", on=OCTOBER, withdrawal=True)
    typed_in = replace(said("yes", on=SEPTEMBER, number=2), recorded_at=LATE)

    assert judge([withdrawal, typed_in], day=TODAY).reason is Reason.WITHDRAWN


def test_old_paper_hides_no_parents_current_refusal() -> None:
    refusal = said("no", FATHER, on=OCTOBER)
    last_year = replace(said("yes", FATHER, on=date(2026, 6, 1), number=2), recorded_at=LATE)

    assert judge([YES, refusal, last_year], day=TODAY).reason is Reason.CONFLICT


def test_limits_of_two_parents_add_up() -> None:
    mother = said("limited", limits=("no-name",))
    father = said("limited", FATHER, limits=("group-only",), number=2)

    standing = judge([mother, father], day=TODAY)

    assert standing.limits == {"no-name", "group-only"}
    assert standing.is_conflict


def test_never_publish_survives_a_yes() -> None:
    assert judge([YES], day=TODAY, never_publish=True).reason is Reason.DO_NOT_PUBLISH


def test_leaver_is_not_shown_from_the_day_after() -> None:
    assert judge([YES], day=TODAY, left_on=TODAY).may_be_shown
    assert not judge([YES], day=TODAY, left_on=TODAY - timedelta(days=1)).may_be_shown


@pytest.mark.parametrize(("day", "shown"), [(date(2027, 8, 31), True), (date(2027, 9, 1), False)])
def test_yes_lapses_at_the_end_of_august(day: date, shown: bool) -> None:
    assert judge([YES], day=day).may_be_shown is shown


def test_relies_on_the_answers_that_decided() -> None:
    assert judge([YES, replace(YES, id=7, giver=FATHER)], day=TODAY).relied_on == (1, 7)
    assert judge([YES, FATHERS_NO], day=TODAY).relied_on == (2,)


@st.composite
def histories(draw: st.DrawFn) -> list[Given]:
    count = draw(st.integers(0, 8))
    return [
        said(
            draw(st.sampled_from(["yes", "no", "limited"])),
            draw(st.sampled_from([MOTHER, FATHER, CHILD])),
            responsible=draw(st.booleans()),
            on=draw(DAYS),
            number=number,
        )
        for number in range(1, count + 1)
    ]


@given(histories(), DAYS, st.booleans(), st.none() | DAYS)
def test_no_history_shows_a_child_without_a_current_unopposed_yes(
    answers: list[Given], day: date, never: bool, left_on: date | None
) -> None:
    standing = judge(answers, day=day, never_publish=never, left_on=left_on)

    if standing.may_be_shown:
        last = {answer.giver: answer for answer in _in_order(answers) if answer.given_on <= day}
        current = [answer for answer in last.values() if answer.expires_on >= day]
        assert not never
        assert left_on is None or left_on >= day
        assert all(answer.answer != "no" for answer in current)
        assert any(
            answer.answer in {"yes", "limited"}
            and answer.parental_responsibility
            and answer.academic_year == academic_year(day)
            for answer in current
        )


@given(histories(), DAYS)
def test_another_no_never_lets_a_child_be_shown(answers: list[Given], day: date) -> None:
    refusal = said("no", FATHER, on=day, number=99)

    assert not judge([*answers, refusal], day=day).may_be_shown


def _in_order(answers: list[Given]) -> list[Given]:
    return sorted(answers, key=lambda answer: (answer.recorded_at, answer.id))
