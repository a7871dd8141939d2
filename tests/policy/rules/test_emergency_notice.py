"""An emergency notice is short and plain: no photo, no link to follow."""

from functools import partial

import pytest

from policy.facts import Facts, Moment, PhotoFacts, PostKind, Process
from tests.policy import tools
from tests.policy.making import AUTHOR, made

passes = partial(tools.assert_passes, "emergency-notice")
flags = partial(tools.assert_flags, "emergency-notice")

CLOSED = "School is closed today because of snow. Ring the office if you need help."


def notice(text: str = CLOSED, *photos: PhotoFacts) -> Facts:
    return made(Process(Moment.DRAFTING, AUTHOR), *photos, text=text, kind=PostKind.EMERGENCY)


def test_short_plain_notice_passes() -> None:
    passes(notice())


def test_each_photo_is_flagged() -> None:
    draft = notice(CLOSED, PhotoFacts(1, "Snow", shows_pupils=False))

    flags(draft, at=None, where="photo:1")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Closed today: https://news.com/snow", "https://news.com/snow"),
        ("Closed today. See bbc.co.uk for more.", "bbc.co.uk"),
    ],
)
def test_link_is_flagged_where_it_stands(text: str, at: str) -> None:
    flags(notice(text), at=at)


@pytest.mark.parametrize(
    "text", ["See https://www.school.uk/closed", "See School.uk today", "See http://school.uk:80"]
)
def test_link_to_an_allowed_site_passes(text: str) -> None:
    passes(notice(text), {"allowed": "gov.uk school.uk"})


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("See https://notschool.uk/", "https://notschool.uk/"),
        ("See https://school.uk.evil.com/", "https://school.uk.evil.com/"),
    ],
)
def test_site_that_only_looks_allowed_is_flagged(text: str, at: str) -> None:
    flags(notice(text), at=at, options={"allowed": "school.uk"})


def test_long_notice_is_flagged() -> None:
    flags(notice("Closed. " * 30), at=None)
    passes(notice("Closed. " * 30), {"max": 280})


def test_notice_may_be_as_long_as_the_policy_says() -> None:
    passes(notice("x" * 200))
    flags(notice("x" * 201), at=None)


@pytest.mark.parametrize("kind", [PostKind.ORDINARY, PostKind.ONLINE_SAFETY])
def test_other_posts_are_not_looked_at(kind: PostKind) -> None:
    text = "Closed. https://news.com/snow " * 9

    passes(made(None, PhotoFacts(1, "Snow"), text=text, kind=kind))
