"""A draft that waits too long: one reminder in school hours, then the leaders are told."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts import school_time
from moderation.drafts.actions import submissions
from moderation.drafts.jobs import waiting
from moderation.drafts.models import Post
from moderation.drafts.school_time import SchoolDays
from moderation.drafts.wall_clock import LONDON
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School, Term
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.drafts.outgoing import events_of, now_of
from tests.posts import adopt_policy, make_account, make_post

Sent = Callable[..., Post]
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)
MONDAY = FRIDAY + timedelta(days=3)
AUTUMN = (date(2026, 9, 3), date(2026, 12, 18))
SPRING = (date(2027, 1, 5), date(2027, 2, 12))


@pytest.fixture
def sent(school: School, teacher: Person, head: Person, dsl: Person) -> Sent:
    """A draft sent for approval on Friday at ten, to be reviewed in 24 hours of school days."""
    adopt_policy(school)
    make_account(school)

    def send(at: datetime = FRIDAY, wall_time: str = "", **fields: object) -> Post:
        with time_machine.travel(at, tick=False):
            post = make_post(school, teacher, "The school is shut today.", **fields)
            with scope.school(school.pk):
                return submissions.submit(
                    post=post, by=teacher, now=timezone.now(), wall_time=wall_time
                )

    return send


def remind(at: datetime) -> int:
    with time_machine.travel(at, tick=False):
        return waiting.remind(timezone.now())


def letters(post: Post, kind: str) -> set[str]:
    with scope.school(post.school_id):
        return set(post.school.letters.filter(kind=kind).values_list("to", flat=True))


def test_review_is_due_on_a_school_day(sent: Sent) -> None:
    assert now_of(sent()).review_due_at == MONDAY


def test_holidays_do_not_count(sent: Sent, school: School) -> None:
    with scope.school(school.pk):
        for number, (first, last) in enumerate((AUTUMN, SPRING)):
            Term.objects.create(school=school, name=str(number), starts_on=first, ends_on=last)

    last_day = datetime(2026, 12, 18, 10, tzinfo=LONDON)
    assert now_of(sent(last_day)).review_due_at == datetime(2027, 1, 5, 10, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "reminded"),
    [
        (MONDAY - timedelta(minutes=1), 0),  # not due
        (MONDAY, 1),
        (MONDAY.replace(hour=7, minute=59) + timedelta(days=1), 0),
        (MONDAY.replace(hour=17), 0),
        (MONDAY + timedelta(days=5), 0),  # a Saturday
    ],
)
def test_reviewers_are_reminded_in_school_hours(sent: Sent, at: datetime, reminded: int) -> None:
    sent()
    assert remind(at) == reminded


def test_reminder_goes_to_reviewers_once(sent: Sent, head: Person, dsl: Person) -> None:
    post = sent()

    assert [remind(MONDAY), remind(MONDAY), remind(MONDAY + timedelta(hours=2))] == [1, 0, 0]

    assert letters(post, "draft-overdue") == {head.email, dsl.email}
    assert ("post.reminded", None) in events_of(post)


def test_leaders_are_told_when_the_reminder_waits_as_long_again(sent: Sent, head: Person) -> None:
    post = sent()
    remind(MONDAY)

    assert remind(MONDAY + timedelta(days=1)) == 1
    assert remind(MONDAY + timedelta(days=4)) == 0

    assert letters(post, "draft-escalated") == {head.email}
    assert now_of(post).state == State.SUBMITTED


def test_leaders_are_told_before_its_time_at_any_hour(sent: Sent, head: Person) -> None:
    post = sent(wall_time="2026-11-21T20:00")
    saturday = datetime(2026, 11, 21, 17, 0, tzinfo=LONDON)

    assert remind(saturday - timedelta(minutes=1)) == 0
    assert remind(saturday) == 1

    assert letters(post, "draft-escalated") == {head.email}


def test_draft_sent_shortly_before_its_time_mails_nobody_twice(sent: Sent) -> None:
    sent(wall_time="2026-11-20T11:00")
    assert remind(FRIDAY + timedelta(minutes=5)) == 0


def test_decided_draft_reminds_nobody(sent: Sent, teacher: Person) -> None:
    post = sent()
    with scope.school(post.school_id):
        submissions.withdraw(post=post, by=teacher, now=FRIDAY)

    assert remind(MONDAY) == 0


def test_sent_again_it_is_reminded_of_again(sent: Sent, teacher: Person) -> None:
    post = sent()
    remind(MONDAY)
    later = MONDAY + timedelta(hours=1)
    with time_machine.travel(later, tick=False), scope.school(post.school_id):
        submissions.withdraw(post=post, by=teacher, now=later)
        submissions.submit(post=post, by=teacher, now=later)

    assert now_of(post).reminded_at is None
    assert remind(MONDAY + timedelta(days=1, hours=1)) == 1


class TestEmergency:
    """A notice that cannot wait."""

    @pytest.fixture
    def notice(self, sent: Sent) -> Post:
        """Sent on a Saturday night."""
        saturday = datetime(2026, 11, 21, 23, 0, tzinfo=LONDON)
        return sent(saturday, kind=Post.Kind.EMERGENCY)

    def test_mails_reviewers_at_once_under_its_own_name(
        self, notice: Post, head: Person, dsl: Person
    ) -> None:
        assert letters(notice, "emergency-waiting") == {head.email, dsl.email}
        assert letters(notice, "draft-waiting") == set()

    def test_reminds_and_tells_the_leaders_within_minutes_at_night(
        self, notice: Post, head: Person
    ) -> None:
        late = datetime(2026, 11, 21, 23, 10, tzinfo=LONDON)

        assert [remind(late), remind(late + timedelta(minutes=10))] == [1, 1]
        assert letters(notice, "draft-escalated") == {head.email}

    def test_stands_above_the_queue(self, notice: Post, sent: Sent, head: Person) -> None:
        sent()

        page = client_of(head).get("/st-catherine/review/").content.decode()

        assert "Emergency notices: decide now" in page
        assert page.index(f'href="{notice.pk}/"') < page.index('aria-label="Drafts to review')
        assert page.count(f'href="{notice.pk}/"') == 1


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 12, 21), False),  # Christmas holidays, between two terms
        (date(2026, 8, 31), True),  # before anything that was entered
        (date(2027, 2, 15), True),  # after it
    ],
)
def test_school_days_are_weekdays_in_term(day: date, *, counts: bool) -> None:
    assert SchoolDays([AUTUMN, SPRING]).includes(day) is counts


@pytest.mark.parametrize(
    ("friday", "due"),
    [
        # the nights on which the clocks change are a Sunday's, and do not count
        (datetime(2026, 3, 27, 15, tzinfo=LONDON), datetime(2026, 3, 30, 15, tzinfo=LONDON)),
        (datetime(2026, 10, 23, 15, tzinfo=LONDON), datetime(2026, 10, 26, 15, tzinfo=LONDON)),
    ],
)
def test_hours_follow_the_wall_clock_across_a_change(friday: datetime, due: datetime) -> None:
    assert school_time.after(friday, 24, SchoolDays([]).includes) == due
