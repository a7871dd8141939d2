"""Notices are marked as read or as new, one, several or all, and that is taken back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from schoolsocial.accounts.models import Notice, Person, School
from tests.accounts.test_notices import MONDAY, tell
from tests.cast import client_of, in_scope

INBOX = "/st-catherine/inbox/"
STAMP = re.compile(r'name="done" value="([^"]+)"')


@pytest.fixture
def three(school: School, head: Person) -> list[int]:
    """The newest last."""
    for hours in (2, 1, 0):
        tell(head, school, now=MONDAY - timedelta(hours=hours))
    with in_scope(school.pk):
        return list(Notice.objects.order_by("at").values_list("pk", flat=True))


@pytest.fixture
def client(head: Person) -> Client:
    return client_of(head)


def mark(client: Client, ids: list[Any], as_what: str) -> str:
    """The page that follows."""
    sent = {"notice": ids, "as_what": as_what}
    return client.post(f"{INBOX}mark/", sent, follow=True).content.decode()


def undo(client: Client, page: str) -> str:
    [stamp] = STAMP.findall(page)
    return client.post(f"{INBOX}mark/undo/", {"done": stamp}, follow=True).content.decode()


def unread(school: School) -> list[bool]:
    with in_scope(school.pk):
        return [one.read_at is None for one in Notice.objects.order_by("at")]


def test_ticked_are_read_and_new_again(school: School, three: list[int], client: Client) -> None:
    page = mark(client, [three[0], three[2], "x"], "read")
    assert "Marked as read: 2." in page
    assert unread(school) == [False, True, False]

    after = undo(client, page)

    assert unread(school) == [True, True, True]
    assert STAMP.findall(after) == []


def test_ticked_are_new_and_read_again(school: School, three: list[int], client: Client) -> None:
    mark(client, three, "read")

    page = mark(client, three[:2], "new")
    assert "Marked as new: 2." in page
    assert unread(school) == [True, True, False]

    undo(client, page)
    assert unread(school) == [False, False, False]


def test_all_are_read_and_those_alone_are_new_again(
    school: School, three: list[int], client: Client
) -> None:
    mark(client, three[:1], "read")
    page = client.post(f"{INBOX}read/", follow=True).content.decode()
    assert "Marked as read: 2." in page

    undo(client, page)

    assert unread(school) == [False, True, True]


def test_nobody_marks_what_another_was_told(
    school: School, three: list[int], client: Client, deputy: Person
) -> None:
    page, other = mark(client, three, "read"), client_of(deputy)

    mark(other, three, "new")
    undo(other, page)

    assert unread(school) == [False, False, False]


@pytest.mark.parametrize("ids", [[], ["x"], ["9" * 30]])
def test_nothing_ticked_is_told(
    school: School, three: list[int], client: Client, ids: list[str]
) -> None:
    assert "Tick at least one first." in mark(client, ids, "read")
    assert unread(school) == [True, True, True]


@pytest.mark.parametrize("stamp", ["", "x", "new", "new.x", "new.", "9" * 18, "old.1"])
def test_what_names_no_marking_changes_nothing(
    school: School, three: list[int], client: Client, stamp: str
) -> None:
    mark(client, three[:1], "read")

    client.post(f"{INBOX}mark/undo/", {"done": stamp})

    assert client.get(f"{INBOX}?done={stamp}").status_code == 200
    assert unread(school) == [False, True, True]


def test_marking_leads_back_to_the_same_page(three: list[int], client: Client) -> None:
    sent = {"notice": three, "as_what": "read", "from": "a&b"}

    answer = client.post(f"{INBOX}mark/", sent)

    assert answer["Location"].startswith(f"{INBOX}?from=a%26b&done=")
