"""St C: "monitoring followers and block any who appear to not be school focused" (S11)."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.followers.reasons import USUAL
from moderation.followers.workflow import Verdict
from policy import option_values, packs
from policy.engine import defaults
from policy.facts import Moment, Process
from policy.option_words import sentences
from policy.rules import follower_checks
from policy.rules.follower_checks import OPTIONS, REASONS_OF, reasons
from tests.policy import tools
from tests.policy.making import AUTHOR, made

ID = follower_checks.ID
passes = partial(tools.assert_passes, ID)


@pytest.mark.parametrize("moment", Moment)
def test_no_post_is_ever_touched(moment: Moment) -> None:
    passes(made(Process(moment, AUTHOR)))
    passes(made(None))


def test_there_are_reasons_for_each_decision() -> None:
    assert set(REASONS_OF) == set(Verdict)
    assert all(reasons(str(OPTIONS[name])) for name in REASONS_OF)


def test_reasons_as_usual_are_those_the_followers_pages_came_with() -> None:
    shipped = {verdict: tuple(str(one.label) for one in codes) for verdict, codes in USUAL.items()}

    assert {name: reasons(str(OPTIONS[name])) for name in REASONS_OF} == shipped


@pytest.mark.parametrize("slug", packs.slugs())
def test_each_pack_sets_it_in_a_clause_about_followers(slug: str) -> None:
    setting = packs.load(slug).ruleset(1).setting(ID)

    assert setting is not None
    assert "follow" in setting.clause_text
    assert {**defaults(ID), **setting.options} == defaults(ID)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("days", 0, "from 1 to 90"),
        ("days", 91, "from 1 to 90"),
        ("block", "", "at least one reason"),
        ("block", " \n\r\n ", "at least one reason"),
        ("keep", "\n".join(map(str, range(13))), "at most 12 reasons; these are 13"),
        ("ask", "x" * 81, "under 80 characters"),
        ("pupil", "A child\u202e", "cannot be shown"),
        ("focused", "x" * 501, "500 characters"),
    ],
)
def test_options_nobody_could_decide_by_are_refused(name: str, value: int | str, said: str) -> None:
    assert said in option_values.problem(ID, name, value)


@pytest.mark.parametrize("days", [1, 90])
def test_days_of_a_day_and_of_a_quarter_are_allowed(days: int) -> None:
    assert option_values.problem(ID, "days", days) == ""


def test_lines_are_read_without_blanks_and_repetitions() -> None:
    assert reasons("  Sells \r\n\r\nSells\nIs \t rude\n") == ("Sells", "Is rude")


def test_reasons_are_told_in_a_line() -> None:
    assert sentences(ID, {"ask": "Unknown\r\nA colleague may know"})["ask"] == (
        "Reasons to ask somebody first, one a line: Unknown; A colleague may know"
    )


@given(st.text(max_size=600))
def test_what_is_accepted_can_be_offered(written: str) -> None:
    if option_values.problem(ID, "block", written) == "":
        named = reasons(written)

        assert 1 <= len(named) <= follower_checks.MOST_REASONS
        assert len(set(named)) == len(named)
        assert all(one.strip() and one.isprintable() for one in named)
