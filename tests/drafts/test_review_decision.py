"""Deciding on a draft through the pages, as a person would."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.actions import drafts as writing
from moderation.drafts.actions import reviews, submissions
from moderation.drafts.models import Decision, Look, Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.posts import adopt_policy, make_post, submitted

WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)


@pytest.fixture
def post(school: School, teacher: Person) -> Post:
    return submitted(school, teacher, "Our gardeners planted beans.")


def decide(person: Person, post: Post, how: str, **fields: object) -> Any:
    """One press of a button; ``how`` is approve, return or reject."""
    fields.setdefault("version", 1)
    address = f"/{post.school.slug}/review/{post.pk}/"
    return client_of(person).post(f"{address}{how}/", fields)


def screen(person: Person, post: Post) -> str:
    return client_of(person).get(f"/{post.school.slug}/review/{post.pk}/").content.decode()


def now_of(post: Post) -> Post:
    with scope.school(post.school_id):
        return Post.objects.get(pk=post.pk)


def decisions_on(post: Post) -> list[Decision]:
    with scope.school(post.school_id):
        return list(post.decisions.select_related("by").order_by("pk"))


def revised(post: Post, by: Person, text: str) -> None:
    """The author takes the draft back, changes it and sends it again."""
    with scope.school(post.school_id):
        now = timezone.now()
        submissions.withdraw(post=post, by=by, now=now)
        current = Post.objects.get(pk=post.pk)
        writing.save(post=current, by=by, text=text, revision=current.revision, now=now)
        submissions.submit(post=current, by=by, now=now)


def test_approve_now_puts_the_post_in_line(head: Person, post: Post) -> None:
    response = decide(head, post, "approve", when="soon")

    assert response.status_code == 302
    approved = now_of(post)
    assert approved.state == State.SCHEDULED
    assert approved.not_before is not None
    assert approved.not_before <= timezone.now()
    assert [(one.by, one.verdict) for one in decisions_on(post)] == [(head, "approve")]


def test_approve_for_a_time_keeps_the_london_hour(head: Person, post: Post) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        decide(head, post, "approve", when="at", wall_time="2027-06-01T15:30")

    approved = now_of(post)
    assert approved.scheduled_for == datetime(2027, 6, 1, 14, 30, tzinfo=UTC)
    assert approved.wall_time == "2027-06-01T15:30"


def test_approve_for_a_time_typed_by_hand(head: Person, post: Post) -> None:
    decide(head, post, "approve", when="at", wall_time="1/6/2027 15:30")

    assert now_of(post).wall_time == "2027-06-01T15:30"
    assert (
        "Tuesday 1 June 2027 at 15:30"
        in client_of(head).get(f"/{post.school.slug}/posts/{post.pk}/").content.decode()
    )


def test_approve_now_passes_over_the_authors_wish(
    school: School, head: Person, teacher: Person
) -> None:
    wishing = make_post(school, teacher, "Our gardeners planted peas.")
    wish = "2030-06-01T15:30"
    with scope.school(school.pk):
        submissions.submit(post=wishing, by=teacher, now=timezone.now(), wall_time=wish)

    response = decide(head, wishing, "approve", when="soon", wall_time=wish)

    assert response.status_code == 302
    assert now_of(wishing).wall_time == ""


def test_approve_for_a_time_that_comes_twice_offers_both(head: Person, post: Post) -> None:
    response = decide(head, post, "approve", when="at", wall_time="2027-10-31T01:30")

    page = response.content.decode()
    assert response.status_code == 409
    assert "comes twice" in page
    assert 'name="chosen" value="2027-10-31T01:30+01:00"' in page
    assert 'name="chosen" value="2027-10-31T01:30+00:00"' in page
    assert now_of(post).state == State.SUBMITTED


@pytest.mark.parametrize(("suffix", "hour"), [("+01:00", 0), ("+00:00", 1)])
def test_approve_with_the_choice_takes_that_hour(
    head: Person, post: Post, suffix: str, hour: int
) -> None:
    chosen = "2027-10-31T01:30" + suffix
    decide(head, post, "approve", when="at", wall_time="2027-10-31T01:30", chosen=chosen)

    assert now_of(post).scheduled_for == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


def test_approve_for_an_hour_that_is_skipped_offers_its_neighbours(
    head: Person, post: Post
) -> None:
    response = decide(head, post, "approve", when="at", wall_time="2027-03-28T01:15")

    page = response.content.decode()
    assert "there is no 01:15 that night" in page
    assert 'name="chosen" value="2027-03-28T00:15"' in page
    assert 'name="chosen" value="2027-03-28T02:15"' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"when": "at", "wall_time": "2020-01-01T10:00"}, "has gone by"),
        ({"when": "at", "wall_time": "half past three"}, "Enter a day and a time"),
        ({"when": "at", "wall_time": ""}, "Enter the day and time it is to go out."),
        ({"when": "at", "wall_time": "9999-12-31T23:59"}, "more than ten years ahead"),
        ({"when": ""}, "Choose when it is to go out."),
        ({"when": "soon", "version": ""}, "The page was out of date."),
        ({"when": "soon", "version": "0"}, "The page was out of date."),
        ({"when": "soon", "wall_time": "2027-06-01T15:30"}, "Choose “At this time”"),
    ],
)
def test_approve_with_a_bad_time_says_so_and_changes_nothing(
    head: Person, post: Post, fields: dict[str, str], sentence: str
) -> None:
    response = decide(head, post, "approve", **fields)

    page = response.content.decode()
    assert response.status_code in {409, 422}
    assert sentence in page
    assert fields.get("wall_time", "") in page
    assert now_of(post).state == State.SUBMITTED


def test_wished_time_is_filled_in(school: School, head: Person, teacher: Person) -> None:
    post = make_post(school, teacher, "Spring fair on Saturday.")
    with scope.school(school.pk):
        submissions.submit(post=post, by=teacher, now=timezone.now(), wall_time="2030-05-04T09:00")

    page = screen(head, post)

    assert 'value="2030-05-04T09:00"' in page
    assert 'name="when" value="at" checked' in page
    assert "Wished for Sat 4 May at 09:00" in page


def test_wished_time_gone_by_is_not_filled_in(head: Person, post: Post) -> None:
    with scope.school(post.school_id):
        Post.objects.filter(pk=post.pk).update(wall_time="2025-05-04T09:00")

    page = screen(head, post)

    assert "which has gone by" in page
    assert "Choose a new one" in page


def test_wished_time_gone_by_is_asked_for_anew_and_never_approved_late(
    head: Person, post: Post
) -> None:
    with scope.school(post.school_id):
        Post.objects.filter(pk=post.pk).update(wall_time="2025-05-04T09:00")

    assert 'name="when" value="soon" checked' not in screen(head, post)
    answer = client_of(head).post(f"/st-catherine/review/{post.pk}/approve/", {"version": 1})

    assert answer.status_code == 422
    assert "Choose when it is to go out." in answer.content.decode()
    assert now_of(post).state == State.SUBMITTED


@pytest.mark.parametrize(("how", "state"), [("return", State.RETURNED), ("reject", State.REJECTED)])
def test_return_and_reject_carry_the_words(
    head: Person, post: Post, how: str, state: State
) -> None:
    decide(head, post, how, comment="  Which year group was it? ")

    assert now_of(post).state == state
    assert [one.comment for one in decisions_on(post)] == ["Which year group was it?"]


@pytest.mark.parametrize("how", ["return", "reject"])
@pytest.mark.parametrize("comment", ["", "   \n "])
def test_return_and_reject_without_a_word_are_refused(
    head: Person, post: Post, how: str, comment: str
) -> None:
    response = decide(head, post, how, comment=comment)

    assert response.status_code == 422
    assert "Please tell the author in a few words" in response.content.decode()
    assert now_of(post).state == State.SUBMITTED


def test_return_too_long_keeps_what_was_typed(head: Person, post: Post) -> None:
    response = decide(head, post, "return", comment="word " * 250)

    page = response.content.decode()
    assert "keep it under 1,000 characters" in page
    assert page.count("word word") > 50


def test_safeguarding_lead_may_return_and_not_approve(dsl: Person, post: Post) -> None:
    refused = decide(dsl, post, "approve", when="soon")
    page = screen(dsl, post)
    returned = decide(dsl, post, "return", comment="Please take the child's voice out.")

    assert refused.status_code == 403
    assert "Senior leaders approve. You may return or reject it." in page
    assert returned.status_code == 302
    assert now_of(post).state == State.RETURNED


@pytest.mark.parametrize("how", ["approve", "return", "reject"])
def test_teacher_office_and_governor_decide_nothing(
    teacher: Person, office: Person, governor: Person, post: Post, how: str
) -> None:
    for person in (teacher, office, governor):
        response = decide(person, post, how, when="soon", comment="No")
        assert response.status_code == 403
    assert now_of(post).state == State.SUBMITTED


def test_own_draft_is_shown_without_buttons_that_work(school: School, head: Person) -> None:
    own = submitted(school, head)

    page = screen(head, own)

    assert "You wrote this; somebody else must approve it." in page
    assert "approve/" not in page


def test_second_reviewer_reads_who_was_faster_and_keeps_the_comment(
    head: Person, deputy: Person, post: Post
) -> None:
    decide(deputy, post, "approve", when="soon")

    response = decide(head, post, "return", comment="Wait, one more thought")

    page = response.content.decode()
    assert response.status_code == 409
    assert "Dev Deputy has already decided: approved" in page
    assert "Dev Deputy (Senior leader (SLT)) approved this on" in page
    assert len(decisions_on(post)) == 1


def test_version_that_moved_is_shown_before_it_can_be_approved(
    head: Person, teacher: Person, post: Post
) -> None:
    revised(post, teacher, "Our gardeners planted peas.")

    response = decide(head, post, "approve", when="soon", version=1)

    page = response.content.decode()
    assert response.status_code == 409
    assert "newer version" in page
    assert 'name="version" value="2"' in page
    assert "What changed from version 1 to 2" in page
    assert now_of(post).state == State.SUBMITTED


def test_version_that_moved_keeps_the_comment(head: Person, teacher: Person, post: Post) -> None:
    revised(post, teacher, "Our gardeners planted peas.")

    response = decide(head, post, "return", comment="Say which class it was", version=1)

    assert "Say which class it was" in response.content.decode()


def test_screen_after_withdrawal_says_there_is_nothing_to_decide(
    head: Person, teacher: Person, post: Post
) -> None:
    with scope.school(post.school_id):
        submissions.withdraw(post=post, by=teacher, now=timezone.now())

    assert "The author has taken this back" in screen(head, post)


def test_next_draft_opens_after_a_decision(
    school: School, head: Person, teacher: Person, post: Post
) -> None:
    second = submitted(school, teacher)

    response = decide(head, post, "approve", when="soon")

    assert response["Location"] == f"/{school.slug}/review/{second.pk}/"


def test_last_decision_leads_back_to_the_oldest_left_over(
    school: School, head: Person, teacher: Person, post: Post
) -> None:
    second = submitted(school, teacher)

    response = decide(head, second, "reject", comment="Twice the same")

    assert response["Location"] == f"/{school.slug}/review/{post.pk}/"


def test_queue_opens_when_nothing_is_left(school: School, head: Person, post: Post) -> None:
    submitted(school, head)  # one's own is not offered

    response = decide(head, post, "approve", when="soon")

    assert response["Location"] == f"/{school.slug}/review/"


def test_screen_leaves_a_look_only_where_one_may_decide(
    school: School, head: Person, post: Post
) -> None:
    own = submitted(school, head)

    screen(head, post)
    screen(head, own)

    with scope.school(school.pk):
        assert [(look.post_id, look.by) for look in Look.objects.all()] == [(post.pk, head)]


def test_draft_never_submitted_is_no_business_of_slt(
    school: School, head: Person, teacher: Person
) -> None:
    unfinished = make_post(school, teacher)

    response = client_of(head).get(f"/{school.slug}/review/{unfinished.pk}/")

    assert response.status_code == 404


def test_look_that_is_stale_does_not_hold_anybody_up(
    head: Person, deputy: Person, post: Post
) -> None:
    with scope.school(post.school_id):
        reviews.look(post=post, by=deputy, now=timezone.now() - timedelta(minutes=6))

    assert "Being looked at by" not in screen(head, post)
