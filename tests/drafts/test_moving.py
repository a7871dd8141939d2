"""Moving an approved post: its approval stays, and the rules are asked again."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from moderation.drafts.wall_clock import LONDON, wall_time
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School, Term
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person
from tests.drafts.outgoing import change, events_of, now_of
from tests.drafts.policies import adopt
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, make_account, scheduled, submitted


@pytest.fixture
def post(school: School, teacher: Person, head: Person) -> Post:
    """Approved for tomorrow."""
    adopt_policy(school)
    make_account(school)
    at = timezone.now() + timedelta(days=1)
    return scheduled(school, teacher, head, text="Carols at six.", at=at)


def move(post: Post, by: Person, to: str, **also: str) -> tuple[int, str]:
    given = {"wall_time": to, **also}
    answer = client_of(by).post(f"/st-catherine/posts/{post.pk}/move/", given, follow=True)
    return answer.status_code, answer.content.decode()


def test_moved_post_keeps_its_approval_and_has_a_new_grace(post: Post, head: Person) -> None:
    status, page = move(post, head, "2030-06-03T15:30")

    after = now_of(post)
    at = datetime(2030, 6, 3, 15, 30, tzinfo=LONDON)
    assert (status, after.state, after.seal) == (200, State.SCHEDULED, post.seal)
    assert (after.scheduled_for, after.not_before) == (at, at)
    assert after.expires_at == at + timedelta(hours=2)
    assert after.wall_time == "2030-06-03T15:30"
    assert "Moved. It goes out on Monday 3 June 2030 at 15:30." in page
    assert ("post.moved", head.pk) in events_of(post)


def test_moved_post_goes_out_under_its_approval(
    due_words: Post, school: School, head: Person, sandbox: SandboxX
) -> None:
    later = timezone.now() + timedelta(minutes=2)
    move(due_words, head, wall_time(later))
    sending.send(school.pk, due_words.pk)
    assert sandbox.requests() == []

    change(due_words, not_before=timezone.now(), scheduled_for=timezone.now())
    sending.send(school.pk, due_words.pk)

    assert now_of(due_words).state == State.POSTED


def test_author_does_not_move_their_own(school: School, post: Post, head: Person) -> None:
    deputy = make_person(school, Role.SLT)
    own = scheduled(school, head, deputy, text="A word from me.")

    status, page = move(own, head, "2030-06-03T15:30")

    assert status == 422
    assert "somebody else decides when it goes out" in page
    assert now_of(own).scheduled_for == own.scheduled_for


def test_waiting_draft_cannot_be_moved(school: School, teacher: Person, head: Person) -> None:
    adopt_policy(school)
    waiting = submitted(school, teacher)

    assert move(waiting, head, "2030-06-03T15:30")[0] == 422
    page = client_of(head).get(f"/st-catherine/posts/{waiting.pk}/move/").content.decode()
    assert "Only an approved post that has not gone out yet can be moved." in page


def test_hour_outside_the_posting_hours_is_refused_with_the_next(
    school: School, teacher: Person, head: Person
) -> None:
    noon = datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
    with time_machine.travel(noon, tick=False):
        adopt(school, {"posting-hours": ("block", {"from_hour": "07:30", "until": "19:00"})})
        make_account(school)
        post = scheduled(school, teacher, head)

        status, page = move(post, head, "2026-11-20T22:00")
        assert (status, now_of(post).scheduled_for) == (422, post.scheduled_for)
        assert 'value="2026-11-23T07:30"' in page
        assert move(post, head, "2026-11-20T22:00", chosen="2026-11-23T07:30")[0] == 200

    assert now_of(post).scheduled_for == datetime(2026, 11, 23, 7, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ("", "Enter the new day and time."),
        ("2020-01-01T10:00", "has gone by"),
        ("2030-03-31T01:30", "The clocks go forward"),
        ("2030-10-27T01:30", "The clocks go back"),
    ],
)
def test_time_that_cannot_be_says_why(
    post: Post, head: Person, entered: str, sentence: str
) -> None:
    status, page = move(post, head, entered)

    assert (status, now_of(post).scheduled_for) == (422, post.scheduled_for)
    assert sentence in page


def test_the_second_of_two_autumn_hours_can_be_chosen(post: Post, head: Person) -> None:
    move(post, head, "2030-10-27T01:30", chosen="2030-10-27T01:30+00:00")

    after = now_of(post)
    assert after.wall_time == "2030-10-27T01:30+00:00"
    assert after.scheduled_for == datetime(2030, 10, 27, 1, 30, tzinfo=UTC)


def test_same_words_on_that_day_are_refused(
    school: School, post: Post, teacher: Person, head: Person
) -> None:
    move(post, head, "2030-06-03T15:30")
    twin = scheduled(school, teacher, head, text="Carols at six.")

    assert "already scheduled or posted on that day" in move(twin, head, "2030-06-03T17:00")[1]


def test_dropping_on_a_day_fills_that_day_in_at_the_same_hour(post: Post, head: Person) -> None:
    stands = wall_time(now_of(post).scheduled_for or timezone.now())
    browser = client_of(head)
    address = f"/st-catherine/posts/{post.pk}/move/"

    assert (
        f'value="2030-06-04{stands[10:]}"'
        in browser.get(f"{address}?day=2030-06-04").content.decode()
    )
    assert f'value="{stands}"' in browser.get(f"{address}?day=nonsense").content.decode()


def test_calendar_offers_moving_to_those_who_may(
    school: School, post: Post, teacher: Person, head: Person
) -> None:
    at = now_of(post).scheduled_for or timezone.now()
    address = f"/st-catherine/calendar/?month={at.astimezone(LONDON):%Y-%m}"
    link = f'href="/st-catherine/posts/{post.pk}/move/"'

    assert link in client_of(head).get(address).content.decode()
    assert link not in client_of(teacher).get(address).content.decode()


def test_calendar_shows_terms_and_holidays(school: School, head: Person) -> None:
    with scope.school(school.pk):
        for name, first, last in (
            ("Autumn", "2026-09-03", "2026-12-18"),
            ("Spring", "2027-01-05", "2027-03-24"),
        ):
            Term.objects.create(school=school, name=name, starts_on=first, ends_on=last)

    page = client_of(head).get("/st-catherine/calendar/?month=2026-12").content.decode()

    assert "Autumn ends" in page
    assert page.count("Holidays</span>") == 10  # 21 December to 1 January, weekdays
