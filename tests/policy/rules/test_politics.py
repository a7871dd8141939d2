"""Schools promote no partisan views and are neutral before an election."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from policy.facts import Facts
from policy.roll import Roll
from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "politics")
flags = partial(tools.assert_flags, "politics")
ELECTION = {"election_from": "2027-03-22", "election_until": "2027-05-06"}


@pytest.mark.parametrize(
    "text",
    [
        "School council elections: everybody voted. Well done, candidates!",
        "Vote for your favourite book in the library.",
        "Year 6 visited the Houses of Parliament and met our MP.",
        "Pupil Parliament voted for a new trim trail.",
        "School is a polling station on Thursday, so we are closed to pupils.",
        "Y5 held a mock election to learn about democracy.",
        "The Victorians: child labour in factories shocked us.",
        "Lightning strikes! Our strikers scored three goals.",
        "Vote for our garden at Tesco with your blue token!",
    ],
)
def test_the_schools_own_votes_and_lessons_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Vote Labour on Thursday!", "Vote Labour"),
        ("Get the Tories out!", "Get the Tories out"),
        ("Stop school cuts now", "Stop school cuts"),
        ("The Conservatives have ruined this.", "Conservatives have ruined"),
        ("Our teachers are striking on Monday.", "teachers are striking"),
        ("Make Britain great again!", "Make Britain great again"),
        ("Free Palestine", "Free Palestine"),
    ],
)
def test_taking_a_side_is_asked_about(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def _on(day: date | None, text: str = "Councillor Hall opened our library.") -> Facts:
    return Facts(text, (), Roll(), tools.HANDLE, today=day)


def test_candidates_are_asked_about_while_an_election_is_on() -> None:
    flags(_on(date(2027, 4, 1)), at="Councillor", doubtful=True, options=ELECTION)


@pytest.mark.parametrize("day", [date(2027, 3, 21), date(2027, 5, 7), None])
def test_candidates_pass_at_other_times_and_when_no_day_is_known(day: date | None) -> None:
    passes(_on(day), ELECTION)


def test_candidates_pass_where_no_election_is_set() -> None:
    passes(_on(date(2027, 4, 1)))


def test_the_time_of_posting_counts_before_today() -> None:
    text = "Our MP came to see the garden."
    at = datetime(2027, 4, 2, 9, tzinfo=UTC)
    draft = Facts(text, (), Roll(), tools.HANDLE, today=date(2027, 3, 1), at=at)
    flags(draft, at="MP", doubtful=True, options=ELECTION)


def test_one_end_of_the_election_is_enough() -> None:
    flags(
        _on(date(2030, 1, 1)),
        at="Councillor",
        doubtful=True,
        options={"election_from": "2027-03-22"},
    )


def test_school_councillors_pass_in_an_election() -> None:
    passes(_on(date(2027, 4, 1), "Our school councillors met today."), ELECTION)


@pytest.mark.parametrize(
    "text",
    [
        "The education budget is a disgrace.",
        "This budget is an insult to schools.",
        "Our MP is useless.",
        "Share this petition for a crossing",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("politics", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Our MP is coming to tea.",
        "The suffragettes' petition in Year 6",
        "Sign up for chess",
        "The school budget workshop for governors",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("politics", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Another Labour cut",
        "The Lib Dems would fund us properly.",
        "Ring your MP about this.",
        "Remember who cut our budget at the next election.",
        "The Greens have our support.",
        "Services decimated by this government",
        "UKIP brought us leaflets",
    ],
)
def test_parties_at_work_and_calls_to_lobby_are_asked_about(text: str) -> None:
    assert tools.marks("politics", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Year 5 found out how a general election works.",
        "Why was the Labour Party founded? A history week",
        "We learned who may vote in a general election.",
        "Ask our school councillors for ideas.",
        "Tell us when you vote for your favourite book, Year 2.",
    ],
)
def test_how_elections_work_passes(text: str) -> None:
    assert not tools.marks("politics", unseen.draft(text))
