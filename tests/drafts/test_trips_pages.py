"""The pages of a trip: planning it, marking a draft, saying that everybody is back."""

import pytest
from django.test import Client
from django.utils import timezone

from moderation.drafts.models import Post, Trip
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.drafts.outgoing import now_of
from tests.drafts.trips import about, make_trip
from tests.posts import adopt_policy, make_post

TRIPS = "/st-catherine/trips/"


@pytest.fixture
def trip(school: School, teacher: Person) -> Trip:
    adopt_policy(school)
    return make_trip(school, teacher)


def page(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_teacher_plans_a_trip(school: School, teacher: Person) -> None:
    given = {"name": "Year 4 to the museum", "wall_time": "2030-01-14T15:30"}
    client_of(teacher).post(TRIPS, given)

    shown = page(client_of(teacher), TRIPS)
    assert "Year 4 to the museum" in shown
    assert "Expected back on Monday 14 January 2030 at 15:30" in shown


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "", "wall_time": "2030-01-14T15:30"}, "Say who goes where"),
        ({"name": "Zoo", "wall_time": ""}, "Enter the day and time of the planned return."),
        ({"name": "Zoo", "wall_time": "2020-01-14T15:30"}, "has gone by"),
        ({"name": "Zoo", "wall_time": "2030-03-31T01:30"}, "The clocks go forward"),
    ],
)
def test_what_cannot_be_planned_says_why_and_keeps_what_was_typed(
    school: School, teacher: Person, given: dict[str, str], sentence: str
) -> None:
    answer = client_of(teacher).post(TRIPS, given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{given["wall_time"]}"' in answer.content.decode() or not given["wall_time"]


def test_hour_that_comes_twice_is_chosen(school: School, teacher: Person) -> None:
    given = {"name": "Night hike", "wall_time": "2030-10-27T01:30"}
    browser = client_of(teacher)

    assert "winter time" in browser.post(TRIPS, given).content.decode()
    browser.post(TRIPS, {**given, "chosen": "2030-10-27T01:30+00:00"})

    with scope.school(school.pk):
        assert f"{Trip.objects.get().returns_at:%H:%M}" == "01:30"


def test_draft_is_marked_on_its_page_and_by_autosave(
    trip: Trip, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher)
    address = f"/st-catherine/drafts/{post.pk}/"
    browser = client_of(teacher)

    browser.post(f"{address}save/", {"trip": trip.pk}, headers={"HX-Request": "true"})
    assert now_of(post).trip_id == trip.pk
    assert f'value="{trip.pk}" selected' in page(browser, address)
    browser.post(address, {"trip": ""})
    assert now_of(post).trip_id is None


def test_trip_of_another_school_cannot_be_chosen(
    trip: Trip, school: School, teacher: Person, other_school: School, other_head: Person
) -> None:
    post, theirs = make_post(school, teacher), make_trip(other_school, other_head)

    answer = client_of(teacher).post(f"/st-catherine/drafts/{post.pk}/", {"trip": theirs.pk})

    assert "not on the list any more" in answer.content.decode()
    assert now_of(post).trip_id is None


def test_reviewer_is_told_before_and_after_approving(
    trip: Trip, school: School, teacher: Person, head: Person
) -> None:
    post = about(trip, teacher, head)
    browser = client_of(head)

    waits = "It waits until everybody is back from “Year 4 to the museum”"
    assert waits in page(browser, f"/st-catherine/review/{post.pk}/")
    assert waits in page(browser, f"/st-catherine/posts/{post.pk}/")
    month = f"{timezone.localdate():%Y-%m}"
    shown = page(browser, f"/st-catherine/calendar/?month={month}")
    assert "Waits for “Year 4 to the museum” to be back" in shown


@pytest.mark.parametrize("who", ["teacher", "head"])
def test_any_drafter_says_that_they_are_back_and_takes_it_back(
    trip: Trip, teacher: Person, head: Person, who: str
) -> None:
    about(trip, teacher, head)
    browser = client_of({"teacher": teacher, "head": head}[who])
    address = f"{TRIPS}{trip.pk}/"

    said = browser.post(f"{address}back/", follow=True).content.decode()
    assert "The post that was waiting goes out" in said
    assert "Everybody is back" in said
    assert "recorded already" in browser.post(f"{address}back/", follow=True).content.decode()
    again = browser.post(f"{address}not-back/", follow=True).content.decode()
    assert "wait again" in again
    assert "1 approved post waits" in again


def test_later_return_asks_anew(trip: Trip, teacher: Person) -> None:
    browser = client_of(teacher)
    with scope.school(trip.school_id):
        Trip.objects.update(reminded_at=timezone.now())

    browser.post(f"{TRIPS}{trip.pk}/return/", {"wall_time": "2030-01-14T18:00"})

    with scope.school(trip.school_id):
        changed = Trip.objects.get()
    assert (changed.wall_time, changed.reminded_at) == ("2030-01-14T18:00", None)


def test_lapsed_post_says_why(trip: Trip, teacher: Person, head: Person) -> None:
    post = about(trip, teacher, head)
    with scope.school(trip.school_id):
        Post.objects.filter(pk=post.pk).update(state=State.EXPIRED, trouble="trip-not-back")

    assert "Nobody recorded that everybody was back" in page(
        client_of(teacher), f"/st-catherine/posts/{post.pk}/"
    )
