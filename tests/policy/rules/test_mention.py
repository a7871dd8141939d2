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
