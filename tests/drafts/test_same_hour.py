"""What else goes out in an hour is said where that hour is chosen, not on the calendar alone."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from moderation.drafts.models import Post
from moderation.drafts.presenters import same_hour
from moderation.drafts.wall_clock import LONDON, wall_time
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.drafts.threads import approved as approved_thread
from tests.posts import adopt_policy, make_post, scheduled, submitted

AT = datetime(2030, 6, 3, 15, 0, tzinfo=LONDON)
SAID = "Another post goes out between 15:00 and 15:59"


@pytest.fixture(autouse=True)
def planned(school: School, teacher: Person, head: Person) -> Post:
    """Something goes out at 15:00."""
    adopt_policy(school)
    return scheduled(school, teacher, head, text="Carols at six.", at=AT)


def told(post: Post, at: datetime | None) -> str:
    with in_scope(post.school_id):
        return same_hour.clash(post, at, post.school.posts.all())


def page_of(person: Person, path: str) -> str:
    return client_of(person).get(f"/st-catherine/{path}").content.decode()


@pytest.mark.parametrize(("minutes", "others"), [(-1, False), (0, True), (59, True), (60, False)])
def test_hour_begins_and_ends_on_the_hour(
    school: School, teacher: Person, minutes: int, *, others: bool
) -> None:
    draft = make_post(school, teacher)

    assert bool(told(draft, AT + timedelta(minutes=minutes))) == others


def test_post_does_not_meet_itself_and_a_draft_has_no_hour(planned: Post) -> None:
    assert told(planned, AT) == ""
    assert told(planned, None) == ""


def test_thread_is_one_and_does_not_meet_itself(
    school: School, teacher: Person, head: Person
) -> None:
    first, second, _ = approved_thread(school, teacher, head, at=AT)
    draft = make_post(school, teacher)

    assert told(draft, AT).startswith("2 other posts go out between 15:00 and 15:59")
    assert told(first, AT).startswith(SAID)
    assert told(second, AT).startswith(SAID)


def test_hours_of_an_autumn_night_are_two(school: School, teacher: Person, head: Person) -> None:
    first_of_two = datetime(2030, 10, 27, 1, 30, tzinfo=LONDON)
    scheduled(school, teacher, head, text="Owls.", at=first_of_two)
    draft = make_post(school, teacher)

    assert told(draft, first_of_two)
    assert not told(draft, first_of_two.replace(fold=1))


def test_review_says_it_of_the_time_its_author_wished(
    school: School, teacher: Person, head: Person
) -> None:
    wished = submitted(school, teacher)
    with in_scope(school.pk):
        Post.objects.filter(pk=wished.pk).update(wall_time="2030-06-03T15:30")
    other = submitted(school, teacher)

    assert SAID in page_of(head, f"review/{wished.pk}/")
    assert SAID not in page_of(head, f"review/{other.pk}/")


def test_approval_for_that_hour_says_it_and_that_it_can_be_moved(
    school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)
    given = {"version": 1, "when": "at", "wall_time": "2030-06-03T15:30"}

    page = client_of(head).post(f"/st-catherine/review/{post.pk}/approve/", given, follow=True)

    assert SAID in page.content.decode()
    assert "You can still move it." in page.content.decode()


def test_moving_says_it_of_the_day_it_was_dropped_on_and_afterwards(
    school: School, teacher: Person, head: Person
) -> None:
    at = timezone.now().astimezone(LONDON).replace(hour=15, minute=30) + timedelta(days=3)
    post = scheduled(school, teacher, head, text="Nativity.", at=at)
    move = f"posts/{post.pk}/move/"

    before = page_of(head, move)
    dropped = page_of(head, f"{move}?day=2030-06-03")
    moved = client_of(head).post(f"/st-catherine/{move}", {"wall_time": wall_time(AT)}, follow=True)

    assert (SAID in before, SAID in dropped) == (False, True)
    assert SAID in moved.content.decode()
