"""Governors see how soon posts came down, and no child."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from consent.models import Pupil
from moderation.drafts.models import Post, Takedown
from moderation.drafts.presenters import figures as presenter
from moderation.drafts.presenters.figures import Figures
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person
from tests.posts import adopt_policy, make_account, make_post, make_pupil

NOW = datetime.fromisoformat("2026-11-20T12:00+00:00")
A_DAY = timedelta(days=1)


@pytest.fixture
def pupils(school: School) -> list[Pupil]:
    adopt_policy(school)
    make_account(school)
    return [make_pupil(school, "Amelia", "Brown"), make_pupil(school, "Billie", "Brown")]


def posts(school: School, teacher: Person, number: int) -> list[Post]:
    return [make_post(school, teacher, f"Post {place}.") for place in range(number)]


def came_down(
    post: Post, pupil: Pupil, *, opened: datetime, after: timedelta | None, outcome: str = "removed"
) -> None:
    """A takedown that was done so long after it was opened; None: it is still to be done."""
    with scope.school(post.school_id):
        Takedown.objects.create(
            school=post.school,
            post=post,
            pupil=pupil,
            reason=Takedown.Reason.LAPSED,
            opened_at=opened,
            due_at=opened + A_DAY,
            done_at=opened + after if after else None,
            outcome=outcome if after else "",
        )


def shown(school: School) -> Figures:
    with scope.school(school.pk):
        return presenter.present(school, NOW)


def test_time_to_take_down_is_told_by_median_and_longest(
    school: School, teacher: Person, pupils: list[Pupil]
) -> None:
    for hours, post in zip((1, 2, 3, 5, 30), posts(school, teacher, 5), strict=True):
        opened = NOW - timedelta(days=10)
        came_down(post, pupils[0], opened=opened, after=timedelta(hours=hours))

    year = shown(school).years[0]

    assert (year.name, year.posts, year.usual, year.longest) == (
        "2026/27",
        "5 or more",
        "3 hours",
        "30 hours",
    )
    assert (year.late, year.standing) == ("Fewer than 5", "None")


def test_post_with_two_children_counts_once_until_it_is_gone(
    school: School, teacher: Person, pupils: list[Pupil]
) -> None:
    opened = NOW - timedelta(days=2)
    for post in posts(school, teacher, 5):
        came_down(post, pupils[0], opened=opened, after=timedelta(hours=4))
        came_down(post, pupils[1], opened=opened + timedelta(hours=1), after=timedelta(hours=3))

    assert (shown(school).years[0].posts, shown(school).years[0].longest) == (
        "5 or more",
        "4 hours",
    )


@pytest.mark.parametrize("outcome", ["may-be-shown", "not-shown", "never-live"])
def test_what_may_stay_is_not_counted(
    school: School, teacher: Person, pupils: list[Pupil], outcome: str
) -> None:
    for post in posts(school, teacher, 5):
        came_down(post, pupils[0], opened=NOW - A_DAY, after=timedelta(hours=1), outcome=outcome)

    assert shown(school).years[0].posts == "None"


def test_years_turn_on_the_first_of_september_in_london(
    school: School, teacher: Person, pupils: list[Pupil]
) -> None:
    turn = datetime.fromisoformat("2026-08-31T23:00+00:00")  # midnight in London
    for place, post in enumerate(posts(school, teacher, 6)):
        opened = turn - timedelta(seconds=1) if place else turn
        came_down(post, pupils[0], opened=opened, after=timedelta(hours=1))

    assert [year.posts for year in shown(school).years] == ["Fewer than 5", "5 or more"]


def test_post_that_still_stands_there_past_its_time_is_late(
    school: School, teacher: Person, pupils: list[Pupil]
) -> None:
    for post in posts(school, teacher, 5):
        came_down(post, pupils[0], opened=NOW - 3 * A_DAY, after=None)

    year = shown(school).years[0]

    assert (year.late, year.standing, year.usual) == ("5 or more", "5 or more", "None")


def test_page_is_for_governors_and_names_no_child(
    school: School, teacher: Person, pupils: list[Pupil]
) -> None:
    for post in posts(school, teacher, 5):
        came_down(post, pupils[0], opened=timezone.now() - A_DAY, after=timedelta(hours=1))
    governor = make_person(school, Role.GOVERNOR)

    page = client_of(governor).get(f"/{school.slug}/figures/")

    assert page.status_code == 200
    body = page.content.decode()
    assert "Usual time to take down" in body
    assert "Amelia" not in body
    assert "Post 1." not in body
    assert client_of(teacher).get(f"/{school.slug}/figures/").status_code == 403


def test_another_schools_posts_are_not_counted(
    school: School, other_school: School, teacher: Person, pupils: list[Pupil]
) -> None:
    for post in posts(school, teacher, 5):
        came_down(post, pupils[0], opened=NOW - A_DAY, after=timedelta(hours=1))

    assert shown(other_school).years[0].posts == "None"
