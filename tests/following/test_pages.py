"""The pages of the register, through the public door."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.following.models import Followee
from moderation.following.workflow import Verb
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.hands import hand_account
from tests.following.entries import (
    asked,
    decide,
    followed,
    in_a_year,
    now_of,
    pasted,
    standing,
    wished,
)
from tests.posts import adopt_policy
from tests.x.archive.making import HANDLE, members, zipped

FOLLOWING = "/st-catherine/following/"
MOST_QUERIES = 15


@pytest.fixture
def account(school: School, head: Person) -> Account:
    adopt_policy(school)
    return hand_account(school, head, HANDLE)


@pytest.fixture
def browser(head: Person) -> Client:
    return client_of(head)


def read(browser: Client, path: str) -> tuple[str, int]:
    """The page, and how many questions it asked of the database."""
    with CaptureQueriesContext(connection) as sent:
        page = browser.get(path).content.decode()
    return page, sum(" FROM " in query["sql"] for query in sent.captured_queries)


def test_a_teacher_wishes_and_a_leader_agrees(
    account: Account, teacher: Person, browser: Client
) -> None:
    wish = {"account": account.pk, "handle": "https://x.com/NASA", "benefit": "Space week"}
    sent = client_of(teacher).post(f"{FOLLOWING}wish/", wish)
    answer = {"verb": "agree", "reason": "It helps Year 5", "review_on": in_a_year().isoformat()}

    decided = browser.post(f"{sent['Location']}decide/", answer)

    assert (sent.status_code, decided.status_code) == (302, 302)
    page = browser.get(sent["Location"]).content.decode()
    assert "/intent/user?screen_name=NASA" in page
    browser.post(f"{sent['Location']}done/")
    assert standing(account) == {"NASA": "followed"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"handle": "NASA and ESA"}, "Write its name on X"),
        ({"benefit": ""}, "Please say why"),
        ({"account": "99999"}, "Choose the account"),
        ({"benefit": "x" * 501}, "under 500 characters"),
    ],
)
def test_a_wrong_wish_says_what_to_do_and_keeps_what_was_typed(
    account: Account, teacher: Person, wrong: dict[str, str], words: str
) -> None:
    wish = {"account": account.pk, "handle": "@NASA", "benefit": "Space week", **wrong}

    answer = client_of(teacher).post(f"{FOLLOWING}wish/", wish)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "NASA" in page
    assert standing(account) == {}


def test_a_yes_without_a_day_is_asked_for_it(
    account: Account, head: Person, browser: Client
) -> None:
    row = wished(account, head)

    answer = browser.post(f"{FOLLOWING}{row.pk}/decide/", {"verb": "agree", "reason": "Good"})

    assert answer.status_code == 422
    assert "Choose the day on which it is looked at again" in answer.content.decode()
    assert now_of(row).state == "wished"


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31", "tomorrow"])
def test_a_day_that_is_none_changes_nothing(
    account: Account, head: Person, browser: Client, day: str
) -> None:
    row = wished(account, head)

    sent = {"verb": "agree", "reason": "Good", "review_on": day}
    answer = browser.post(f"{FOLLOWING}{row.pk}/decide/", sent)

    assert answer.status_code in {409, 422}
    assert now_of(row).state == "wished"


def test_what_somebody_decided_meanwhile_is_told(
    account: Account, head: Person, browser: Client
) -> None:
    row = decide(wished(account, head), head, Verb.REFUSE)

    answer = browser.post(f"{FOLLOWING}{row.pk}/done/")

    assert answer.status_code == 409
    assert "Somebody has changed this meanwhile" in answer.content.decode()


def test_found_accounts_are_decided_on_together(
    account: Account, head: Person, browser: Client
) -> None:
    pasted(account, head, [f"Museum{number}" for number in range(3)])
    with scope.school(account.school_id):
        ids = list(Followee.objects.order_by("pk").values_list("pk", flat=True))
    chosen = {"entry": [*ids[:2], "x", "9" * 30]}

    asked_for = browser.post(f"{FOLLOWING}together/", chosen).content.decode()
    given = {"verb": "adopt", "reason": "Museums", "review_on": in_a_year().isoformat()}
    browser.post(f"{FOLLOWING}together/", {**chosen, **given})

    assert "Save for all 2" in asked_for
    assert list(standing(account).values()) == ["followed", "followed", "found"]


def test_nothing_ticked_is_told(account: Account, browser: Client) -> None:
    answer = browser.post(f"{FOLLOWING}together/", {}, follow=True)

    assert "Tick the accounts first" in answer.content.decode()


def test_a_pasted_page_is_compared(account: Account, head: Person, browser: Client) -> None:
    followed(account, head, "NASA")

    sent = {"account": account.pk, "names": "NASA\n@NASA\nBBC\n@BBC", "whole": "on"}
    browser.post(f"{FOLLOWING}readings/list/", sent)

    assert standing(account) == {"NASA": "followed", "BBC": "found"}


def test_an_archive_is_compared_and_rubbish_is_refused(account: Account, browser: Client) -> None:
    good = SimpleUploadedFile("x.zip", zipped(members(following=["5"])), "application/zip")
    bad = SimpleUploadedFile("x.zip", b"PK rubbish", "application/zip")

    wrong = browser.post(f"{FOLLOWING}readings/archive/", {"account": account.pk, "file": bad})
    browser.post(f"{FOLLOWING}readings/archive/", {"account": account.pk, "file": good})

    assert (wrong.status_code, standing(account)) == (422, {"5": "found"})
    assert "not a ZIP file" in wrong.content.decode()


def test_the_lists_are_paged_in_few_queries(
    account: Account, head: Person, browser: Client
) -> None:
    pasted(account, head, [f"Museum{number}" for number in range(60)])
    asked(account, head, *(f"parent{number}" for number in range(60)))
    row = followed(account, head)
    with scope.school(account.school_id):
        found = Followee.objects.filter(state="found").latest("pk")

    paths = ("", "?show=followed", "readings/", "requests/", f"{row.pk}/", f"{found.pk}/")
    counted = {path: read(browser, f"{FOLLOWING}{path}") for path in paths}

    assert {path: asked for path, (_, asked) in counted.items() if asked > MOST_QUERIES} == {}
    first, _ = counted[""]
    assert first.count("<h2>") == 25
    assert 'rel="next" href="?show=decide&amp;from=' in first


def test_names_of_strangers_stay_words(account: Account, head: Person, browser: Client) -> None:
    pasted(account, head, ["Museum"])
    with scope.school(account.school_id):
        Followee.objects.update(name="<script>alert(1)</script>\u202e" + "Z\u0351" * 60)

    page, _ = read(browser, FOLLOWING)

    assert "<script>alert" not in page
    assert '<bdi class="following-name">&lt;script&gt;' in page


def test_a_due_review_is_among_what_is_to_be_decided(
    account: Account, head: Person, browser: Client
) -> None:
    row = followed(account, head)
    with scope.school(account.school_id):
        Followee.objects.filter(pk=row.pk).update(
            review_on=timezone.localdate() - timedelta(days=1)
        )

    page, _ = read(browser, FOLLOWING)

    assert "Due to be looked at again" in page


def test_a_teacher_sees_the_register_and_decides_nothing(
    account: Account, head: Person, teacher: Person
) -> None:
    row = wished(account, head)
    browser = client_of(teacher)

    page = browser.get(f"{FOLLOWING}{row.pk}/").content.decode()

    assert "Save the decision" not in page
    assert browser.post(f"{FOLLOWING}{row.pk}/decide/", {}).status_code == 403
    assert browser.get(f"{FOLLOWING}requests/").status_code == 403
