"""HX: "Twitter will not be used to engage with individual parents directly" (S4)."""

from functools import partial

import pytest

from tests.policy import tools

passes = partial(tools.assert_passes, "mention")
flags = partial(tools.assert_flags, "mention")


@pytest.mark.parametrize(
    "text",
    [
        "Follow us @HuntsCrossPri",
        "Follow us @huntscrosspri!",
        "Write to office@school.uk",
        "Meet @ 9am at the gate",
        "See https://x.com/@someone",
    ],
)
def test_own_handle_and_addresses_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Thank you @MrsSmith1984 for the cakes", "@MrsSmith1984"),
        ("Thank you @BBC_Teach, @NASA!", ("@BBC_Teach", "@NASA")),
        ("(@NASA)", "@NASA"),
        ("Thank you ＠NASA", "＠NASA"),
    ],
)
def test_other_handles_are_flagged(text: str, at: str | tuple[str, ...]) -> None:
    flags(text, at=at)


def test_handles_the_policy_allows_pass() -> None:
    passes("Thank you @BBC_Teach and @NASA", {"allowed": "@bbc_teach NASA"})


def test_handle_in_alt_text_mentions_nobody() -> None:
    passes(tools.facts("Sports day", alt="A banner that says @NASA"))


@pytest.mark.parametrize(
    "text",
    [
        "Meet @9am at the gate, @ 10 and @3pm",
        "Write to head.teacher@school.uk or mail@ mum.of.two@post.example.org",
        "first.last+news@school.uk",
        "a@b@c",
    ],
)
def test_times_and_addresses_pass(text: str) -> None:
    passes(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (".@NASA will be here", "@NASA"),
        ("Thank you,@NASA", "@NASA"),
        ("“@NASA” said so", "@NASA"),
        ("#Space @NASA", "@NASA"),
        ("Thank you @NASA. See you!", "@NASA"),
        ("Thank you @a_rather_long_handle_of_old", "@a_rather_long_handle_of_old"),
        ("Learning @home", "@home"),
    ],
)
def test_handles_are_flagged_whatever_stands_around_them(text: str, at: str) -> None:
    flags(text, at=at)


@pytest.mark.parametrize(
    "handle", ["@MrsSmith1984", "@mum_of_two", "@Mr_Brown", "@missHoney", "@Dad"]
)
def test_handle_of_a_person_is_called_one(handle: str) -> None:
    (mark,) = tools.marks("mention", f"Thank you {handle}")

    assert "person’s account" in str(mark.message)


@pytest.mark.parametrize("handle", ["@MissionAid", "@dadaism", "@NASA", "@sirius"])
def test_other_handles_are_called_accounts(handle: str) -> None:
    (mark,) = tools.marks("mention", f"Thank you {handle}")

    assert mark.message == "This mentions another account."


def test_one_tap_takes_the_sign_away_or_gives_the_reason() -> None:
    (mark,) = tools.marks("mention", "Thank you @NASA!")

    assert mark.fixes[0].applied_to("Thank you @NASA!") == "Thank you NASA!"
    assert "An organisation we know." in mark.excuses
