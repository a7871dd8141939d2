from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.drafts.models import Post
from moderation.drafts.presenters import calendar
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.posts import adopt_policy, scheduled

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


def planned(school: School, author: Person, reviewer: Person, at: datetime, text: str) -> Post:
    return scheduled(school, author, reviewer, at=at, text=text)


def month(person: Person, school: School, which: str) -> str:
    response = client_of(person).get(f"/{school.slug}/calendar/", {"month": which})
    assert response.status_code == 200
    return response.content.decode()


def test_calendar_shows_the_london_day_and_hour(
    school: School, head: Person, teacher: Person
) -> None:
    just_before_midnight_utc = datetime(2027, 6, 14, 23, 30, tzinfo=UTC)
    planned(school, teacher, head, just_before_midnight_utc, "Up with the lark")

    page = month(head, school, "2027-06")

    listed = page.split("Day by day")[1]
    assert "Tuesday 15 June" in listed
    assert "00:30" in listed
    assert page.count("Up with the lark") == 2  # in the grid and in the list


def test_calendar_points_out_what_meets_in_one_hour(
    school: School, head: Person, teacher: Person
) -> None:
    at = datetime(2027, 1, 12, 15, 0, tzinfo=UTC)
    planned(school, teacher, head, at, "First of two")
    planned(school, teacher, head, at + timedelta(minutes=59), "Second of two")
    planned(school, teacher, head, at + timedelta(minutes=60), "An hour on its own")

    page = month(head, school, "2027-01").split("Day by day")[1]

    assert page.count("2 posts go out between 15:00 and 15:59") == 2
    assert "between 16:00" not in page


def test_calendar_does_not_take_the_two_hours_of_an_autumn_night_for_one(
    school: School, head: Person, teacher: Person
) -> None:
    planned(school, teacher, head, datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "Summer half past")
    planned(school, teacher, head, datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "Winter half past")

    page = month(head, school, "2027-10").split("Day by day")[1]

    assert page.count("01:30") == 2
    assert "posts go out between" not in page


def test_calendar_counts_no_held_post_as_a_clash(
    school: School, head: Person, teacher: Person
) -> None:
    at = datetime(2027, 1, 12, 15, 0, tzinfo=UTC)
    planned(school, teacher, head, at, "Still to go")
    held = planned(school, teacher, head, at, "Nobody is sure of this one")
    with scope.school(school.pk):
        for state in ("sending", "unknown", "held"):
            Post.objects.filter(pk=held.pk).update(state=state)

    page = month(head, school, "2027-01")

    assert "Nobody is sure" in page
    assert "posts go out between" not in page


def test_calendar_folds_a_crowded_day_and_lists_it_whole(
    school: School, head: Person, teacher: Person
) -> None:
    for hour in range(8, 13):
        at = datetime(2027, 1, 12, hour, 0, tzinfo=UTC)
        planned(school, teacher, head, at, f"At {hour} hours")

    grid, listed = month(head, school, "2027-01").split("Day by day")

    assert 'href="#day-12">2 more</a>' in grid
    assert all(f"At {hour} hours" in listed for hour in range(8, 13))


def test_calendar_of_a_teacher_shows_no_other_teachers_plans(
    school: School, head: Person, deputy: Person, teacher: Person
) -> None:
    at = datetime(2027, 1, 12, 15, 0, tzinfo=UTC)
    planned(school, teacher, head, at, "By the teacher")
    planned(school, deputy, head, at, "By the deputy")

    page = month(teacher, school, "2027-01")

    assert "By the teacher" in page
    assert "By the deputy" not in page
    assert "posts go out between" not in page


@pytest.mark.parametrize("entered", ["", "2026-13", "next", "1999-01", "2026-11-01", "２０２６-11"])
def test_unreadable_month_is_this_month(school: School, head: Person, entered: str) -> None:
    with time_machine.travel(NOW, tick=False):
        assert "<h1>November 2026</h1>" in month(head, school, entered)


def test_month_leads_to_the_one_before_and_after(school: School, head: Person) -> None:
    page = month(head, school, "2027-01")

    assert 'href="?month=2026-12"' in page
    assert 'href="?month=2027-02"' in page


def test_month_begins_on_monday_and_ends_on_sunday(school: School, head: Person) -> None:
    with scope.school(school.pk):
        place = Membership.objects.get(person=head)
        shown = calendar.present(Post.objects.all(), date(2027, 2, 1), place, now=NOW)

    days = [day.date for week in shown.weeks for day in week]
    assert (days[0], days[-1]) == (date(2027, 2, 1), date(2027, 2, 28))
    assert all(week[0].date.weekday() == 0 for week in shown.weeks)


def test_empty_month_says_how_posts_get_here(school: School, head: Person) -> None:
    assert "when it is approved for a time" in month(head, school, "2030-01")


@pytest.mark.django_db(transaction=True)
def test_calendar_asks_the_same_of_the_database_for_any_month(
    school: School, head: Person, teacher: Person
) -> None:
    client = client_of(head)
    address = f"/{school.slug}/calendar/?month=2027-01"
    client.get(address)
    with CaptureQueriesContext(connection) as empty:
        client.get(address)
    for day in range(1, 21):
        planned(school, teacher, head, datetime(2027, 1, day, 9, 0, tzinfo=UTC), f"Day {day}")

    with CaptureQueriesContext(connection) as full:
        client.get(address)

    assert len(full) == len(empty) <= 15
