"""Writers and reviewers are told when the account says the same already."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.drafts.forcing import force
from tests.posts import adopt_policy, make_account, make_post, scheduled, submitted

TEXT = "Our Year 3 gardeners planted forty beans in the rain today."
NEARLY = "Our Year 3 gardeners planted forty beans in the rain!"
NOTE = "the same words"


@pytest.fixture(autouse=True)
def account(school: School) -> None:
    adopt_policy(school)
    make_account(school)


def live(school: School, author: Person, *, days_ago: int, text: str = TEXT) -> Post:
    post = submitted(school, author, text)
    then = timezone.now() - timedelta(days=days_ago)
    force("drafts_post", post.pk, state="posted", tweet_id=str(9_000 + post.pk), posted_at=then)
    return post


def compose(draft: Post, author: Person) -> str:
    return client_of(author).get(f"/st-catherine/drafts/{draft.pk}/").content.decode()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT, "The same words went out on"),
        (f"  {TEXT.upper()} ", "The same words went out on"),
        (NEARLY, "Nearly the same words went out on"),
    ],
)
def test_author_is_told_when_and_may_look(
    school: School, teacher: Person, head: Person, text: str, says: str
) -> None:
    earlier = live(school, head, days_ago=20)

    page = compose(make_post(school, teacher, text), teacher)

    assert says in page
    assert f'href="/st-catherine/posts/{earlier.pk}/"' in page


@pytest.mark.parametrize(
    ("text", "days_ago"),
    [(TEXT, 61), (TEXT.replace("3", "4"), 2), ("A very different post about reading.", 2)],
)
def test_long_ago_another_figure_or_another_post_is_no_twin(
    school: School, teacher: Person, head: Person, text: str, days_ago: int
) -> None:
    live(school, head, days_ago=days_ago)

    assert NOTE not in compose(make_post(school, teacher, text), teacher).lower()


def test_what_waits_or_is_in_line_is_told_without_a_way_in(
    school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    planned = scheduled(school, head, deputy, text=TEXT, at=timezone.now() + timedelta(days=9))

    page = compose(make_post(school, teacher, TEXT), teacher)

    assert "The same words are in line for" in page
    assert f"/posts/{planned.pk}/" not in page


def test_reviewer_is_told_and_nothing_is_blocked(
    school: School, teacher: Person, head: Person
) -> None:
    earlier = live(school, teacher, days_ago=20)
    post = submitted(school, teacher, TEXT)
    browser = client_of(head)

    page = browser.get(f"/st-catherine/review/{post.pk}/").content.decode()
    assert "The same words went out on" in page
    assert f'href="/st-catherine/posts/{earlier.pk}/"' in page
    given = {"version": 1, "when": "soon"}
    assert browser.post(f"/st-catherine/review/{post.pk}/approve/", given).status_code == 302


def test_autosave_brings_the_note_along(school: School, teacher: Person, head: Person) -> None:
    live(school, head, days_ago=3)
    draft = make_post(school, teacher, "")

    parts = client_of(teacher).post(
        f"/st-catherine/drafts/{draft.pk}/save/",
        {"text": TEXT, "revision": 0},
        headers={"HX-Request": "true"},
    )

    assert '<div id="twin" hx-swap-oob="true"><p class="twin">' in parts.content.decode()


def test_another_schools_posts_are_not_looked_at(
    school: School, teacher: Person, other_school: School, other_head: Person
) -> None:
    adopt_policy(other_school)
    make_account(other_school)
    live(other_school, other_head, days_ago=1)

    with scope.school(school.pk):
        draft = make_post(school, teacher, TEXT)
    assert NOTE not in compose(draft, teacher).lower()
