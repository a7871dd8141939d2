"""Sending a draft for approval, taking it back, opening it again, ending it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.actions import reviews
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.drafts.window import Window, now_of, placed_in
from tests.posts import adopt_policy, make_post, make_pupil, scheduled, submitted

OCTOBER = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def policy(school: School) -> None:
    adopt_policy(school)
    make_pupil(school, "Amelia", "Hughes")


def page_of(post: Post) -> str:
    response = client_of(post.author).get(f"/{post.school.slug}/drafts/{post.pk}/")
    return response.content.decode()


def press(post: Post, where: str) -> int:
    client = client_of(post.author)
    return client.post(f"/{post.school.slug}/drafts/{post.pk}/{where}/").status_code


def test_draft_is_sent_as_it_is_typed(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "")

    response = Window(teacher, post).press("submit/", text="Beans are up.")

    sent = now_of(post)
    assert response.status_code == 302
    assert (sent.state, sent.text, sent.wall_time) == ("submitted", "Beans are up.", "")


def test_wished_time_goes_with_it(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Beans are up.")

    Window(teacher, post).press("submit/", wall_time="2030-01-07T15:30")

    assert now_of(post).wall_time == "2030-01-07T15:30"
    assert "You asked for Mon 7 Jan at 15:30." in page_of(post)


@pytest.mark.parametrize("wish", ["\0", "tomorrow, when the bell has rung", "9999-12-31T23:59"])
def test_wish_that_cannot_be_read_is_not_taken_for_none(
    school: School, teacher: Person, wish: str
) -> None:
    post = make_post(school, teacher, "Beans are up.")

    response = Window(teacher, post).press("submit/", wall_time=wish)

    assert response.status_code == 409
    assert now_of(post).state == "draft"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  ", "Write a few words first"),
        ("Well done Amelia Hughes", "The policy needs a change, or a reason, in 2 places"),
    ],
)
def test_what_stands_in_the_way_is_said_and_the_words_stay(
    school: School, teacher: Person, text: str, said: str
) -> None:
    post = make_post(school, teacher, "")

    response = Window(teacher, post).press("submit/", text=text, wall_time="2030-01-07T15:30")

    page = response.content.decode()
    assert response.status_code == 409
    assert said in page
    assert f"{text}</textarea>" in page
    assert 'value="2030-01-07T15:30"' in page
    assert now_of(post).state == "draft"


def test_photo_nobody_spoke_of_blocks_sending(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Beans.", photos=[("Seedlings in pots", None)])
    window = Window(teacher, post)
    assert "Say for photo 1 whether pupils are in it." in window.shown

    response = window.press("submit/")

    assert "Say for each photo whether pupils are in it." in response.content.decode()
    assert now_of(post).state == "draft"


def test_answer_given_with_the_press_is_enough(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Beans.", photos=[("Seedlings in pots", None)])
    placed = placed_in(post)[0][0]

    Window(teacher, post).press("submit/", **{f"photo-{placed}-shows_pupils": "no"})

    assert now_of(post).state == "submitted"


def test_hour_that_comes_twice_asks_which(school: School, teacher: Person) -> None:
    with time_machine.travel(OCTOBER, tick=False):
        post = make_post(school, teacher, "Beans are up.")
        window = Window(teacher, post)
        response = window.press("submit/", wall_time="2026-10-25T01:30")
        assert "Which of the two is it to be?" in response.content.decode()

        window.press("submit/", wall_time="2026-10-25T01:30", chosen="2026-10-25T01:30+00:00")

    assert now_of(post).state == "submitted"


def test_time_gone_by_is_refused_and_stays_in_its_field(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "Beans are up.")

    response = Window(teacher, post).press("submit/", wall_time="2020-01-07T15:30")

    assert response.status_code == 409
    assert 'value="2020-01-07T15:30"' in response.content.decode()
    assert now_of(post).state == "draft"


def test_stale_window_sends_nothing(school: School, teacher: Person) -> None:
    post = make_post(school, teacher, "First words.")
    window = Window(teacher, post)
    Window(teacher, post).press(text="Words of the other window.")

    response = window.press("submit/", text="Words of this window.")

    assert response.status_code == 409
    assert now_of(post).state == "draft"


def test_sent_draft_is_read_only_and_can_be_taken_back(school: School, teacher: Person) -> None:
    post = submitted(school, teacher, "Beans are up.", photos=[("Seedlings in pots", False)])

    page = page_of(post)

    assert "<textarea" not in page
    assert "Take it back" in page
    assert "Open it for editing" not in page
    assert press(post, "withdraw") == 302
    assert now_of(post).state == "draft"


def test_scheduled_post_says_what_editing_costs(
    school: School, teacher: Person, head: Person
) -> None:
    post = scheduled(school, teacher, head)

    assert "Editing takes the approval with it" in page_of(post)
    assert press(post, "recall") == 302
    reopened = now_of(post)
    assert (reopened.state, reopened.seal, reopened.scheduled_for) == ("draft", "", None)


@pytest.mark.parametrize("where", ["withdraw", "recall"])
def test_way_back_that_is_shut_is_told(school: School, teacher: Person, where: str) -> None:
    post = make_post(school, teacher)

    response = client_of(teacher).post(f"/{school.slug}/drafts/{post.pk}/{where}/")

    assert response.status_code == 409
    assert "can no longer be done" in response.content.decode()


def test_returned_draft_opens_with_the_reviewers_comment(
    school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)
    with scope.school(school.pk):
        reviews.send_back(
            post=post, by=head, version=1, comment="Say which class, please.", now=timezone.now()
        )

    page = page_of(post)

    assert "Helen Head asks for a change" in page
    assert page.index("Say which class, please.") < page.index("<textarea")


def test_draft_nobody_saw_can_be_discarded(school: School, teacher: Person) -> None:
    post = make_post(school, teacher)

    assert press(post, "discard") == 302
    with scope.school(school.pk):
        assert not Post.objects.filter(pk=post.pk).exists()


def test_draft_that_was_sent_once_is_kept(school: School, teacher: Person) -> None:
    post = submitted(school, teacher)
    press(post, "withdraw")

    assert "Discard" not in page_of(post)
    assert press(post, "discard") == 409
    assert now_of(post).state == "draft"
