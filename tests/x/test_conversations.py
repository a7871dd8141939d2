"""Reading what others write to an account, and hiding a reply."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from schoolsocial.x import errors
from schoolsocial.x.client import XClient
from schoolsocial.x.conversations import MOST_MENTIONS, read_mentions
from schoolsocial.x.credentials import OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX


class Booked(Counter[str]):
    """What was charged."""

    def charge(self, call: str, count: int) -> None:
        self[call] += count

    def watch(
        self, endpoint: str, headers: Mapping[str, str], problem: errors.XError | None
    ) -> None:
        """X's limits are of no interest here."""


@pytest.fixture
def booked() -> Booked:
    return Booked()


@pytest.fixture
def client(sandbox: SandboxX, oakfield: SandboxAccount, booked: Booked) -> XClient:
    credentials = OAuth2User(oakfield.access_token)
    return XClient(credentials, api_url=sandbox.url, notes=booked)


def hidden(sandbox: SandboxX, tweet_id: str) -> bool:
    return bool(next(one["hidden"] for one in sandbox.live() if one["id"] == tweet_id))


def test_a_mention_says_who_wrote_it_and_what_it_answers(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    ours = sandbox.post_by_hand(oakfield.handle, "Our beans")
    [reply] = sandbox.mention("Some_Parent", oakfield.handle, "Lovely", answering=ours)
    [named] = sandbox.mention("Some_Parent", oakfield.handle, "Good morning")

    one, other = client.mentions_page(oakfield.id).mentions

    assert (one.id, one.handle, one.is_reply, one.answers) == (named, "Some_Parent", False, "")
    assert (other.id, other.conversation_id, other.is_reply) == (reply, ours, True)
    assert other.answers == oakfield.id


def test_pages_are_told_800_deep_and_each_mention_is_booked(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount, booked: Booked
) -> None:
    ids = sandbox.mention("Some_Parent", oakfield.handle, number=MOST_MENTIONS + 30)

    told, token = [], ""
    while True:
        page = client.mentions_page(oakfield.id, page_token=token)
        told += [one.id for one in page.mentions]
        token = page.next_token
        if not token:
            break

    assert told == ids[::-1][:MOST_MENTIONS]
    assert booked == {"read_mention": MOST_MENTIONS}


def test_only_what_came_after_is_told(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    first, second = sandbox.mention("Some_Parent", oakfield.handle, number=2)

    page = client.mentions_page(oakfield.id, since_id=first)

    assert [one.id for one in page.mentions] == [second]


@pytest.mark.parametrize("fault", ["truncated", "html", "503_before", "no_id", "cut_after"])
def test_what_is_no_page_is_no_answer(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount, booked: Booked, fault: str
) -> None:
    sandbox.mention("Some_Parent", oakfield.handle)
    sandbox.plan_fault(fault, operation="mentions")

    with pytest.raises(errors.XError):
        client.mentions_page(oakfield.id)
    assert booked == {}


@pytest.mark.parametrize(
    "row",
    [
        {"id": "5", "text": "a"},
        {"id": "5", "text": "a", "author_id": 7},
        {"id": "5", "text": "a", "author_id": "x"},
        "a row",
    ],
)
def test_a_row_without_its_author_makes_no_page(row: Any) -> None:
    assert read_mentions({"meta": {"result_count": 1}, "data": [row]}) is None


def test_a_reply_is_hidden_and_shown_again(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount, booked: Booked
) -> None:
    ours = sandbox.post_by_hand(oakfield.handle, "Our beans")
    [reply] = sandbox.mention("Rude_One", oakfield.handle, answering=ours)

    client.hide_reply(reply)
    client.hide_reply(reply)
    then = hidden(sandbox, reply)
    client.hide_reply(reply, hidden=False)

    assert (then, hidden(sandbox, reply)) == (True, False)
    assert booked == {"hide_reply": 3}


def test_what_stands_in_somebody_elses_conversation_is_not_hidden(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    [named] = sandbox.mention("Rude_One", oakfield.handle)

    with pytest.raises(errors.Rejected):
        client.hide_reply(named)


@pytest.mark.parametrize("fault", ["cut_after", "503_after", "truncated", "html", "no_id"])
def test_an_answer_that_says_nothing_leaves_hiding_unknown(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount, fault: str
) -> None:
    ours = sandbox.post_by_hand(oakfield.handle, "Our beans")
    [reply] = sandbox.mention("Rude_One", oakfield.handle, answering=ours)
    sandbox.plan_fault(fault, operation="hide")

    with pytest.raises(errors.OutcomeUnknown):
        client.hide_reply(reply)
    assert hidden(sandbox, reply)


def test_nothing_is_hidden_behind_a_fence_that_is_down(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    def lost() -> None:
        raise errors.FenceLost("Somebody else has it.")

    ours = sandbox.post_by_hand(oakfield.handle, "Our beans")
    [reply] = sandbox.mention("Rude_One", oakfield.handle, answering=ours)
    credentials = OAuth2User(oakfield.access_token)
    client = XClient(credentials, api_url=sandbox.url, fence=lost)

    with pytest.raises(errors.FenceLost):
        client.hide_reply(reply)
    assert not hidden(sandbox, reply)
