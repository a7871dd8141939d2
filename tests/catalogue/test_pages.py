"""The pages of what is live, through the public door."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.catalogue.jobs import auditing, beginning
from moderation.catalogue.models import Remark, Removal, Tweet
from moderation.catalogue.noting import Seen
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import first_id
from tests.cast import client_of, make_person
from tests.catalogue.sights import seen_on_x
from tests.posts import adopt_policy, make_account, make_pupil

ON_X = "/st-catherine/on-x"
NAME = "Well done Amelia Fox, what a goal!"


@pytest.fixture
def account(school: School, head: Person) -> Account:
    adopt_policy(school)
    make_pupil(school, "Amelia", "Fox")
    return make_account(school)


@pytest.fixture
def browser(head: Person) -> Client:
    return client_of(head)


def archived(account: Account, number: int, text: str = NAME) -> list[Tweet]:
    first = int(first_id(timezone.now() - timedelta(days=90)))
    seen = [Seen(str(first + one), f"{text} {one}") for one in range(number)]
    return seen_on_x(account, *seen, source="archive")


def audited(school: School) -> None:
    with scope.school(school.pk):
        begun = beginning.begin(school, None, timezone.now())
    while begun and auditing.one_portion(school.pk, begun.pk):
        pass


def read(browser: Client, path: str) -> tuple[str, int]:
    """The page, and how many questions it asked of the database."""
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(path).content.decode()
    return page, sum(" FROM " in query["sql"] for query in asked.captured_queries)


def test_a_long_list_is_paged_in_few_queries(account: Account, browser: Client) -> None:
    archived(account, 60)

    page, questions = read(browser, f"{ON_X}/")

    assert questions <= 15
    assert page.count("What is known of it") == 25
    assert "Next 25" in page


def test_the_audit_quotes_the_clause_in_few_queries(
    account: Account, school: School, browser: Client
) -> None:
    archived(account, 30)
    audited(school)

    page, questions = read(browser, f"{ON_X}/audit/")

    assert questions <= 15
    assert "Looked at all 30 posts" in page
    assert "only use pupils" in page


def test_a_decision_without_a_reason_keeps_what_was_chosen(
    account: Account, school: School, browser: Client
) -> None:
    [tweet] = archived(account, 1)
    audited(school)

    answer = browser.post(f"{ON_X}/posts/{tweet.pk}/decide/", {"decision": "keep", "reason": ""})

    assert answer.status_code == 422
    assert "Please say why" in answer.content.decode()
    assert 'value="keep"' in answer.content.decode()


def test_a_kept_post_leaves_the_list_and_stands_among_the_decided(
    account: Account, school: School, browser: Client
) -> None:
    [tweet] = archived(account, 1)
    audited(school)

    browser.post(f"{ON_X}/posts/{tweet.pk}/decide/", {"decision": "keep", "reason": "A namesake"})

    assert "Nothing to decide" in browser.get(f"{ON_X}/audit/").content.decode()
    assert "A namesake" in browser.get(f"{ON_X}/audit/decided/").content.decode()


def test_nothing_is_deleted_before_the_number_is_typed(
    account: Account, school: School, browser: Client
) -> None:
    chosen = [tweet.pk for tweet in archived(account, 2)]
    sent = {"post": chosen, "why": "policy", "reason": "Names a child"}

    shown = browser.post(f"{ON_X}/take-down/", {"post": chosen}).content.decode()
    wrong = browser.post(f"{ON_X}/take-down/now/", sent | {"typed": "3"})
    with scope.school(school.pk):
        before = Removal.objects.count()
    browser.post(f"{ON_X}/take-down/now/", sent | {"typed": "2"})

    assert "2 posts</strong> will be deleted" in shown
    assert (wrong.status_code, before) == (409, 0)
    with scope.school(school.pk):
        assert Removal.objects.count() == 2


def test_a_post_of_another_school_cannot_be_chosen(
    account: Account, other_school: School, browser: Client
) -> None:
    theirs = seen_on_x(make_account(other_school), Seen("12", "Hello"), source="archive")

    answer = browser.post(f"{ON_X}/take-down/", {"post": [theirs[0].pk]}, follow=True)

    assert "Tick the posts" in answer.content.decode()
    assert "Hello" not in answer.content.decode()


def test_governors_see_no_number_below_five(
    account: Account, school: School, governor: Person
) -> None:
    archived(account, 3)
    audited(school)

    page = client_of(governor).get(f"{ON_X}/figures/").content.decode()

    assert page.count("Fewer than 5") == 3  # audited, found, and to decide now
    assert "Amelia" not in page


def test_governors_see_how_long_five_took(
    account: Account, school: School, governor: Person, head: Person
) -> None:
    now = timezone.now()
    since = now - timedelta(hours=3)
    for tweet in archived(account, 5):
        with scope.school(school.pk):
            Removal.objects.create(
                school=school,
                tweet=tweet,
                why="policy",
                since=since,
                asked_at=since,
                text_sha256=tweet.text_sha256,
                next_look_at=now,
                gone_at=now,
            )

    page = client_of(governor).get(f"{ON_X}/figures/").content.decode()

    assert "3 hours" in page


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR, Role.OFFICE])
def test_who_may_not_see_every_post_is_turned_away(
    account: Account, school: School, role: Role
) -> None:
    assert client_of(make_person(school, role)).get(f"{ON_X}/").status_code == 403


def test_how_long_posts_stay_is_chosen_and_kept(
    account: Account, school: School, browser: Client
) -> None:
    archived(account, 1, "Our garden club met.")
    browser.post(f"{ON_X}/keeping/", {"post_months": "1", "words_months": "3"})

    audited(school)

    with scope.school(school.pk):
        assert [one.is_old for one in Remark.objects.all()] == [True]
    assert "older than the school keeps" in browser.get(f"{ON_X}/audit/").content.decode()


def test_zero_months_are_refused_in_a_sentence(account: Account, browser: Client) -> None:
    answer = browser.post(f"{ON_X}/keeping/", {"post_months": "0", "words_months": "3"})

    assert answer.status_code == 422
