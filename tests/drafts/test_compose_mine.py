"""An author's own list, and beginning a draft."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.drafts.actions import reviews
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of, make_person
from tests.posts import adopt_policy, make_account, make_post, scheduled, submitted


@pytest.fixture
def account(school: School, teacher: Person) -> Account:
    adopt_policy(school)
    return make_account(school, handle="StCathsofSiena")


def listed(person: Person, school: School, query: str = "") -> str:
    response = client_of(person).get(f"/{school.slug}/drafts/{query}")
    assert response.status_code == 200
    return response.content.decode()


def start(person: Person, school: School, **fields: Any) -> Any:
    return client_of(person).post(f"/{school.slug}/drafts/new/", fields)


def drafts_of(person: Person, school: School) -> list[Post]:
    with scope.school(school.pk):
        return list(Post.objects.by(person))


def test_empty_list_teaches_how_it_goes(school: School, teacher: Person, account: Account) -> None:
    page = listed(teacher, school)

    assert "Nothing here yet" in page
    assert "A senior leader reads it, and only then does it go out." in page


def test_list_sorts_by_what_is_to_be_done(
    school: School, teacher: Person, head: Person, account: Account
) -> None:
    make_post(school, teacher, "Still a draft.")
    submitted(school, teacher, "It waits.")
    scheduled(school, teacher, head, text="On its way.")
    returned = submitted(school, teacher, "Came back.")
    with scope.school(school.pk):
        reviews.send_back(post=returned, by=head, version=1, comment="Why?", now=timezone.now())

    page = listed(teacher, school)

    order = ["Needs you", "Came back.", "Drafts", "Still a draft.", "Waiting for approval"]
    order += ["It waits.", "Approved and on the way", "On its way."]
    main = page[page.index("<main") :]
    places = [main.index(f">{words}<") for words in order]
    assert places == sorted(places)


def test_list_shows_nobody_elses(school: School, teacher: Person, account: Account) -> None:
    make_post(school, make_person(school, Role.TEACHER), "Theirs.")

    assert "Theirs." not in listed(teacher, school)


def test_what_is_over_comes_page_by_page(
    school: School, teacher: Person, head: Person, account: Account
) -> None:
    for number in range(30):
        post = submitted(school, teacher, f"Idea number {number:02}.")
        with scope.school(school.pk):
            reviews.reject(post=post, by=head, version=1, comment="No.", now=timezone.now())

    page = listed(teacher, school)

    assert page.count("Idea number") == 25
    following = page.split('rel="next" href="')[1].split('"')[0]
    assert listed(teacher, school, following).count("Idea number") == 5


def test_list_asks_as_few_questions_for_forty_as_for_one(
    school: School, teacher: Person, account: Account
) -> None:
    asked = []
    client = client_of(teacher)
    client.get(f"/{school.slug}/drafts/")  # the first page of a session writes when it was seen
    for more in (1, 39):
        for _ in range(more):
            make_post(school, teacher, photos=[("Seedlings", False)])
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/{school.slug}/drafts/")
        asked.append(len(queries))

    # among them whether the person agreed to the policy, and what waits to be posted by hand
    assert asked[0] == asked[1] <= 17


def test_draft_begins_with_one_press_where_there_is_one_account(
    school: School, teacher: Person, account: Account
) -> None:
    response = start(teacher, school, account=account.pk)

    (post,) = drafts_of(teacher, school)
    assert response["Location"] == f"/{school.slug}/drafts/{post.pk}/"
    assert "<select" not in listed(teacher, school)


def test_account_is_chosen_where_there_are_several(
    school: School, teacher: Person, account: Account
) -> None:
    second = make_account(school, handle="StCathsYear4")

    page = listed(teacher, school)
    start(teacher, school, account=second.pk)

    assert "For which account?" in page
    assert [post.account_id for post in drafts_of(teacher, school)] == [second.pk]


@pytest.mark.parametrize("chosen", ["", "999999", "x"])
def test_no_account_begins_no_draft(
    school: School, teacher: Person, account: Account, chosen: str
) -> None:
    response = start(teacher, school, account=chosen)

    assert response.status_code == 422
    assert drafts_of(teacher, school) == []


def test_account_of_another_school_is_no_choice(
    school: School, other_school: School, teacher: Person, account: Account
) -> None:
    foreign = make_account(other_school, handle="HuntsCross")

    response = start(teacher, school, account=foreign.pk)

    assert response.status_code == 422
    assert drafts_of(teacher, school) == []


def test_school_without_an_account_is_told_whom_to_ask(school: School, teacher: Person) -> None:
    page = listed(teacher, school)

    assert "Ask your school's administrator to connect one" in page
    assert "Write a post" not in page
