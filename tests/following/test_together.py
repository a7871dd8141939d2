"""What was decided on several accounts is taken back together, unless something happened since."""

import re
from typing import Any

import pytest
from django.test import Client

from moderation.following.models import Followee
from moderation.following.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.following.entries import decide, decisions_of, in_a_year, pasted, standing
from tests.following.test_pages import FOLLOWING

STAMP = re.compile(r'name="done" value="(\d+)"')


@pytest.fixture
def client(head: Person) -> Client:
    return client_of(head)


@pytest.fixture
def three(x_account: Account, head: Person) -> list[Followee]:
    """Found on X, to be decided on."""
    pasted(x_account, head, [f"Museum{number}" for number in range(3)])
    with scope.school(x_account.school_id):
        return list(Followee.objects.select_related("account", "school").order_by("pk"))


def adopt(client: Client, many: list[Followee]) -> str:
    """The page that follows."""
    given = {"verb": "adopt", "reason": "Museums", "review_on": in_a_year().isoformat()}
    sent = {"entry": [one.pk for one in many], **given}
    return client.post(f"{FOLLOWING}together/", sent, follow=True).content.decode()


def undo(client: Client, page: str) -> Any:
    [stamp] = STAMP.findall(page)
    return client.post(f"{FOLLOWING}together/undo/", {"done": stamp}, follow=True)


def test_several_are_taken_back_with_one_press(
    x_account: Account, three: list[Followee], client: Client
) -> None:
    page = adopt(client, three)
    assert "Noted for 3, with your reason." in page

    answer = undo(client, page).content.decode()

    assert "Taken back: 3." in answer
    assert list(standing(x_account).values()) == ["found"] * 3
    assert decisions_of(three[0])[-1] == ("undo", "followed", "found")


def test_what_happened_since_stays_and_is_named(
    x_account: Account, three: list[Followee], client: Client, deputy: Person
) -> None:
    page = adopt(client, three)
    decide(three[0], deputy, Verb.UNFOLLOW)

    answer = undo(client, page).content.decode()

    assert "2 are taken back." in answer
    assert "@Museum0" in answer
    assert "so it stays as it is now" in answer
    assert list(standing(x_account).values()) == ["to_unfollow", "found", "found"]


def test_nobody_takes_back_what_another_decided(
    x_account: Account, three: list[Followee], client: Client, deputy: Person
) -> None:
    page = adopt(client, three)

    assert "nothing left of it" in undo(client_of(deputy), page).content.decode()
    assert list(standing(x_account).values()) == ["followed"] * 3


def test_moment_that_is_none_changes_nothing(
    x_account: Account, three: list[Followee], client: Client
) -> None:
    adopt(client, three)

    answer = client.post(f"{FOLLOWING}together/undo/", {"done": "x"}, follow=True)

    assert "Open the entry" in answer.content.decode()
    assert list(standing(x_account).values()) == ["followed"] * 3
