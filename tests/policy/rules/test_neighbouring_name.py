"""HX: "no names of pupils will be used alongside any pictures of pupils" (S5), over time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from policy.facts import Facts, Neighbour
from tests.policy import tools

passes = partial(tools.assert_passes, "neighbouring-name")
flags = partial(tools.assert_flags, "neighbouring-name")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def draft(
    text: str,
    *,
    minutes: float,
    shows: bool = False,
    names: bool = False,
    alt: str | None = None,
    at: datetime | None = NOON,
) -> Facts:
    """A draft for noon, with a neighbour so many minutes after it."""
    other = Neighbour("Another post", NOON + timedelta(minutes=minutes), shows, names)
    return replace(tools.facts(text, alt=alt), at=at, neighbours=(other,))


@pytest.mark.parametrize("minutes", [-60, -1, 0, 1, 60])
def test_name_near_a_photo_of_another_post_is_flagged(minutes: int) -> None:
    flags(draft("Amelia won.", minutes=minutes, shows=True), at="Amelia")


@pytest.mark.parametrize("minutes", [-60, 1, 60])
def test_photo_near_a_name_in_another_post_is_flagged(minutes: int) -> None:
    flags(draft("What a race!", minutes=minutes, names=True, alt="A race"), at=None)


@pytest.mark.parametrize("minutes", [-61, 61])
def test_far_posts_pass(minutes: int) -> None:
    passes(draft("Amelia won.", minutes=minutes, shows=True, names=True, alt="A race"))


def test_how_near_is_for_the_policy_to_say() -> None:
    passes(draft("Amelia won.", minutes=20, shows=True), {"minutes": 10})
    flags(draft("Amelia won.", minutes=90, shows=True), at="Amelia", options={"minutes": 120})


def test_nothing_is_said_while_the_time_is_not_known() -> None:
    passes(draft("Amelia won.", minutes=1, shows=True, at=None))


def test_two_names_or_two_photos_pass() -> None:
    passes(draft("Amelia won.", minutes=1, names=True))
    passes(draft("A race!", minutes=1, shows=True, alt="A race"))


def test_photo_said_to_show_no_pupils_passes() -> None:
    shown = tools.facts("A race!", alt="A cup", shows_pupils=False)
    other = Neighbour("Another post", NOON, names_pupil=True)

    passes(replace(shown, at=NOON, neighbours=(other,)))


def test_doubtful_name_is_asked_about() -> None:
    flags(draft("Then Okafor won.", minutes=1, shows=True), at="Okafor", doubtful=True)


@pytest.mark.parametrize(
    ("minutes", "when"),
    [(-1, "1 minute before"), (12, "12 minutes after"), (0.5, "in the same minute")],
)
def test_message_says_how_near_the_other_post_is(minutes: float, when: str) -> None:
    (mark,) = tools.marks("neighbouring-name", draft("Amelia won.", minutes=minutes, shows=True))

    assert mark.message == f"This names a pupil, and a post {when} may show pupils."
