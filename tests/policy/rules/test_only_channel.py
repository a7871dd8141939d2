"""HX: "to run alongside more traditional methods like sending home letters" (S2)."""

from dataclasses import replace
from functools import partial

import pytest

from policy.facts import PostKind
from tests.policy import tools, unseen

passes = partial(tools.assert_passes, "only-channel")
flags = partial(tools.assert_flags, "only-channel")


@pytest.mark.parametrize(
    "text",
    [
        "What a wonderful assembly by Year 2!",
        "Save the date: Christmas Fair, Saturday 5 December, 11am.",
        "Please remember PE kits on Tuesdays.",
        "Hope Street will be closed on Monday; please use the Green Lane entrance.",
        "A reminder that school closes for half term on Friday.",
        "Letters about head lice have gone home in book bags.",
        "Chess club returns next week!",
        "Year 5 learned about the changes of state. Bring and buy sale on Friday.",
        "Last day of term! Thank you all.",
    ],
)
def test_ordinary_news_passes(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("School is closed today due to snow.", "School is closed today due to snow"),
        ("Football club tonight is cancelled.", "club tonight is cancelled"),
        ("Please pay for the trip by Friday.", "pay for the trip by Friday"),
        ("Deadline for photo orders is tomorrow.", "Deadline for photo orders is tomorrow"),
        ("Three cases of chickenpox in Year 1", "cases of chickenpox"),
        ("The coach is running late.", "coach is running late"),
        ("No after-school clubs today.", "No after-school clubs today"),
    ],
)
def test_news_parents_must_act_on_is_asked_about_once(text: str, at: str) -> None:
    flags(text, at=at, doubtful=True)


def test_several_pieces_of_news_are_one_question() -> None:
    found = tools.marks("only-channel", "School is closed today. Football match is cancelled.")
    assert len(found) == 1


@pytest.mark.parametrize(
    "more",
    [
        "A letter has gone home.",
        "Please check your email.",
        "We have texted all parents.",
        "See the newsletter.",
    ],
)
def test_news_that_says_it_also_went_home_passes(more: str) -> None:
    passes(f"Football club tonight is cancelled. {more}")


def test_emergency_notice_has_rules_of_its_own() -> None:
    draft = replace(tools.facts("School is closed today."), kind=PostKind.EMERGENCY)

    passes(draft)
    flags(draft, at="School is closed today", doubtful=True, options={"emergencies": True})


def test_excuse_says_that_a_letter_went_home() -> None:
    (mark,) = tools.marks("only-channel", "School is closed today.")
    assert "A letter or message home has gone out." in mark.excuses


@pytest.mark.parametrize(
    "text",
    [
        "From Monday all letters will be on here only.",
        "We no longer send paper letters.",
        "Please check this page every day.",
        "Book your slot by replying to this tweet.",
        "News is only on Twitter now.",
        "Follow us or you'll miss out on dates.",
        "Message us here to report an absence.",
        "The newsletter is replaced by this account. No more letters this year.",
        "We won't email trip details any more.",
        "All updates will now be on X.",
        "Parents must follow this account.",
    ],
)
def test_ways_of_writing_it_nobody_had_thought_of_are_found(text: str) -> None:
    assert tools.marks("only-channel", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Follow us for news and photos.",
        "Thank you for following us.",
        "Follow the trail, or you'll get lost!",
        "We write letters to Father Christmas.",
        "Year 2 posted letters to Nan.",
        "Only ten letters left to learn.",
        "No silent letters this week!",
        "Everything is on the website.",
        "Book your place at the office.",
        "Book through ParentPay from Monday.",
        "We stopped to read the letters on the stones.",
    ],
)
def test_words_like_those_that_mean_it_pass(text: str) -> None:
    assert not tools.marks("only-channel", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "See our feed for the menu",
        "No slip will be sent.",
        "No more printed newsletters because we post here",
        "Everything goes on Twitter.",
        "The gate by the church will be locked.",
    ],
)
def test_going_without_paper_is_asked_about(text: str) -> None:
    assert tools.marks("only-channel", unseen.draft(text))


@pytest.mark.parametrize(
    "text",
    [
        "Anne was evacuated to Wales in our story.",
        "Evacuees from London: Year 6 packed suitcases.",
        "Everything is on the table for our feast.",
    ],
)
def test_evacuees_and_letters_of_words_pass(text: str) -> None:
    assert not tools.marks("only-channel", unseen.draft(text))
