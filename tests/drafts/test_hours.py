"""Approving outside the school's hours offers the next hour inside them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.actions import reviews, submissions
from moderation.drafts.actions.approvals import OutsideHours
from moderation.drafts.jobs import claiming
from moderation.drafts.models import Decision, Post
from moderation.drafts.wall_clock import LONDON
from moderation.drafts.workflow import State
from policy.findings import Option
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.drafts.policies import adopt
from tests.posts import make_post, submitted

FRIDAY_EVENING = datetime(2026, 11, 20, 20, 10, tzinfo=LONDON)
SCHOOL_HOURS: dict[str, Option] = {"from_hour": "07:30", "until": "19:00", "weekends": False}


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk), time_machine.travel(FRIDAY_EVENING, tick=False):
        yield


def hours(school: School, severity: str = "block", **options: str) -> None:
    adopt(school, {"posting-hours": (severity, SCHOOL_HOURS | options)})


def approve(post: Post, by: Person, wall_time: str = "") -> Decision:
    return reviews.approve(post=post, by=by, version=1, now=timezone.now(), wall_time=wall_time)


def now_of(post: Post) -> Post:
    return Post.objects.select_related("account", "school", "author").get(pk=post.pk)


@pytest.mark.parametrize("severity", ["block", "warn"])
@pytest.mark.parametrize("wanted", ["", "2026-11-21T11:00", "2026-11-22T23:00"])
def test_hour_outside_is_refused_with_the_next_one(
    school: School, teacher: Person, head: Person, severity: str, wanted: str
) -> None:
    hours(school, severity)
    post = submitted(school, teacher)

    with pytest.raises(OutsideHours, match="The post would go out") as refused:
        approve(post, head, wanted)

    (choice,) = refused.value.choices
    assert (choice.value, choice.label) == ("2026-11-23T07:30", "Monday 23 November at 07:30")
    approve(post, head, choice.value)
    assert now_of(post).state == State.SCHEDULED


def test_no_hour_at_all_is_told(school: School, teacher: Person, head: Person) -> None:
    hours(school, from_hour="18:01", until="18:02")
    post = submitted(school, teacher)

    with pytest.raises(OutsideHours, match="Choose another time") as refused:
        approve(post, head)

    assert refused.value.choices == ()


def test_emergency_goes_out_at_any_hour(school: School, teacher: Person, head: Person) -> None:
    adopt(school, {"posting-hours": ("block", SCHOOL_HOURS), "emergency-notice": ("block", {})})
    post = submitted(school, teacher, kind=Post.Kind.EMERGENCY)

    approve(post, head)

    assert now_of(post).state == State.SCHEDULED


def test_emergency_of_which_the_policy_says_nothing_keeps_to_the_hours(
    school: School, teacher: Person, head: Person
) -> None:
    hours(school)
    post = submitted(school, teacher, kind=Post.Kind.EMERGENCY)

    with pytest.raises(OutsideHours):
        approve(post, head)


def test_wish_outside_hours_is_told_at_once(school: School, teacher: Person) -> None:
    hours(school)
    post = make_post(school, teacher)

    with pytest.raises(submissions.Blocked):
        submissions.submit(post=post, by=teacher, now=timezone.now(), wall_time="2026-11-21T11:00")
    submissions.submit(post=post, by=teacher, now=timezone.now())


def test_page_lets_the_leader_choose_and_offers_the_hour(
    school: School, teacher: Person, head: Person
) -> None:
    hours(school)
    post = submitted(school, teacher)
    browser, url = client_of(head), f"/{school.slug}/review/{post.pk}/"

    page = browser.get(url).content.decode()
    refused = browser.post(f"{url}approve/", {"version": 1, "when": "soon"})
    done = browser.post(
        f"{url}approve/", {"version": 1, "when": "soon", "chosen": "2026-11-23T07:30"}
    )

    assert "The policy stands in the way" not in page
    assert refused.status_code == 409
    assert "Approve for Monday 23 November at 07:30" in refused.content.decode()
    assert done.status_code == 302
    assert now_of(post).scheduled_for == datetime(2026, 11, 23, 7, 30, tzinfo=LONDON)


@pytest.mark.parametrize(("minutes", "goes"), [(4, True), (14, True), (75, False)])
def test_post_that_comes_too_late_is_not_sent_in_the_evening(
    school: School, teacher: Person, head: Person, minutes: int, *, goes: bool
) -> None:
    hours(school)
    post = submitted(school, teacher)
    approve(post, head, "2026-11-23T18:55")
    planned = datetime(2026, 11, 20, 18, 55, tzinfo=LONDON)
    Post.objects.filter(pk=post.pk).update(
        scheduled_for=planned, not_before=planned, expires_at=planned.replace(year=2126)
    )

    at_last = planned + timedelta(minutes=minutes)
    with patch.object(claiming, "database_now", return_value=at_last):
        claim = claiming.claim(school.pk, post.pk)

    assert (claim is not None) is goes
    assert now_of(post).state == (State.SENDING if goes else State.RETURNED)
