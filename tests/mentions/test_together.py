"""Several mentions that need nothing are set aside with one press, and new again with another."""

import re
from typing import Any

import pytest
from django.test import Client

from moderation.mentions.models import Mention
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.drafts.forcing import refused
from tests.fixtures.sandbox import SandboxX
from tests.mentions.test_deciding import path_of
from tests.mentions.written import HANDLE, mentions, read, watched

LIST = "/st-catherine/mentions/"
STAMP = re.compile(r'name="done" value="(\d+)"')


@pytest.fixture
def three(x_account: Account, sandbox: SandboxX) -> list[Mention]:
    for text in ("Lovely fair", "What time is it?", "Good luck"):
        sandbox.mention("Some_Parent", HANDLE, text)
    read(watched(x_account))
    return mentions(x_account)


@pytest.fixture
def client(head: Person) -> Client:
    return client_of(head)


def set_aside(client: Client, many: list[Mention]) -> str:
    """The page that follows."""
    sent = {"mention": [*(one.pk for one in many), "x", "9" * 30]}
    return client.post(f"{LIST}together/", sent, follow=True).content.decode()


def undo(client: Client, page: str) -> Any:
    [stamp] = STAMP.findall(page)
    return client.post(f"{LIST}together/undo/", {"done": stamp}, follow=True)


def states(account: Account) -> list[str]:
    return [one.state for one in mentions(account)]


def test_ticked_are_set_aside_and_taken_back_together(
    x_account: Account, three: list[Mention], client: Client
) -> None:
    page = set_aside(client, three[:2])
    assert "2 mentions need nothing." in page
    assert states(x_account) == ["fine", "fine", "new"]

    answer = undo(client, page).content.decode()

    assert "Taken back: 2." in answer
    assert states(x_account) == ["new"] * 3
    assert STAMP.findall(answer) == []


def test_each_is_in_the_record(school: School, three: list[Mention], client: Client) -> None:
    undo(client, set_aside(client, three[:2]))

    with scope.school(school.pk):
        events = Event.objects.filter(verb__startswith="mention.").order_by("sequence")
        verbs = [one.verb for one in events]
    assert verbs == ["mention.fine"] * 2 + ["mention.again"] * 2


def test_one_that_became_an_incident_since_stays(
    x_account: Account, three: list[Mention], client: Client, deputy: Person
) -> None:
    page, other = set_aside(client, three), client_of(deputy)
    other.post(path_of(three[0], "again/"))
    other.post(path_of(three[0], "incident/"), {"category": "offensive", "said": ""})

    answer = undo(client, page).content.decode()

    assert "Taken back: 2." in answer
    assert states(x_account) == ["incident", "new", "new"]


def test_what_somebody_else_looked_at_meanwhile_is_left_and_told(
    x_account: Account, three: list[Mention], client: Client, deputy: Person
) -> None:
    client_of(deputy).post(path_of(three[0], "thank/"), {"how": "letter"})

    set_aside(client, three)

    assert states(x_account) == ["thanked", "fine", "fine"]


def test_single_one_is_taken_back_alike(
    x_account: Account, three: list[Mention], client: Client
) -> None:
    page = client.post(path_of(three[0], "fine/"), follow=True).content.decode()
    assert "1 mention needs nothing." in page

    undo(client, page)

    assert states(x_account) == ["new"] * 3


def test_page_of_one_set_aside_offers_to_look_again(
    x_account: Account, three: list[Mention], client: Client
) -> None:
    set_aside(client, three[:1])
    assert "Look at it again" in client.get(path_of(three[0])).content.decode()

    client.post(path_of(three[0], "again/"))

    assert states(x_account) == ["new"] * 3
    again = client.post(path_of(three[0], "again/"), follow=True).content.decode()
    assert "so it stays as it is" in again


def test_nobody_takes_back_what_another_set_aside(
    x_account: Account, three: list[Mention], client: Client, deputy: Person
) -> None:
    page = set_aside(client, three)

    assert "nothing left of it" in undo(client_of(deputy), page).content.decode()
    assert states(x_account) == ["fine"] * 3


def test_nothing_ticked_is_told(three: list[Mention], client: Client) -> None:
    assert "Tick at least one" in set_aside(client, [])


@pytest.mark.parametrize("what", ["thank/", "incident/"])
def test_database_lets_nothing_else_be_new_again(
    three: list[Mention], client: Client, what: str
) -> None:
    sent = {"how": "letter", "category": "offensive", "said": ""}
    client.post(path_of(three[0], what), sent)
    as_new = {"state": "new", "decided_by": None, "decided_at": None, "thanked_how": ""}

    with scope.school(three[0].school_id), refused("is not new|stays one"):
        Mention.objects.filter(pk=three[0].pk).update(**as_new, incident=None)
