from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolsocial.x import errors, people
from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX

MAKER = datetime(2012, 5, 1, 9, 30, tzinfo=UTC)


class Booked:
    """Notes that only remember what was charged."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def charge(self, call: str, count: int) -> None:
        self.calls[call] += count

    def watch(
        self, endpoint: str, headers: Mapping[str, str], problem: errors.XError | None
    ) -> None:
        pass


def test_followers_page_tells_plain_facts(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    facts: dict[str, Any] = {"bio": "Tea & <b>buns</b>", "protected": True, "followers": 12}
    person = sandbox.add_person("TheBakery", "The Bakery", at=MAKER, posts=40, **facts)
    sandbox.tie("follow", person, oakfield.id)

    (user,) = client.followers_page(oakfield.id).users

    assert (user.id, user.handle, user.name) == (person, "TheBakery", "The Bakery")
    assert (user.bio, user.protected, user.verified) == ("Tea & <b>buns</b>", True, False)
    assert (user.followers, user.following, user.posts) == (12, 0, 40)
    assert user.created_at == MAKER


def test_followers_pages_hold_everybody_once(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    first, last = sandbox.gather_crowd(oakfield.handle, 2100)

    pages = [client.followers_page(oakfield.id)]
    while pages[-1].next_token:
        pages.append(client.followers_page(oakfield.id, page_token=pages[-1].next_token))

    ids = [user.id for page in pages for user in page.users]
    assert [len(page.users) for page in pages] == [1000, 1000, 100]
    assert (len(set(ids)), ids[0], ids[-1]) == (2100, first, last)


def test_followers_of_nobody_are_an_empty_page(client: XClient, oakfield: SandboxAccount) -> None:
    assert client.followers_page(oakfield.id) == people.Page((), "")


def test_lists_are_of_the_three_kinds(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    one, other = sandbox.add_person("FirstOne"), sandbox.add_person("OtherOne")
    sandbox.tie("follow", oakfield.id, one)
    sandbox.tie("block", oakfield.id, other)

    assert [user.id for user in client.following_page(oakfield.id).users] == [one]
    assert [user.id for user in client.blocking_page(oakfield.id).users] == [other]


def test_lists_are_charged_for_each_person(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    booked = Booked()
    client = XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url, notes=booked)
    sandbox.gather_crowd(oakfield.handle, 7)
    sandbox.tie("block", oakfield.id, sandbox.add_person("OtherOne"))

    client.followers_page(oakfield.id)
    client.blocking_page(oakfield.id)

    assert booked.calls == {"read_follower": 7, "read_block": 1}


@pytest.mark.faults
@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("rate_limited", errors.RateLimited),
        ("credits_depleted", errors.CreditsDepleted),
        ("unauthorised", errors.Unauthorised),
        ("cut_before", errors.OutcomeUnknown),
        ("503_before", errors.OutcomeUnknown),
        ("truncated", errors.OutcomeUnknown),
        ("html", errors.OutcomeUnknown),
        ("no_id", errors.OutcomeUnknown),
    ],
)
def test_followers_page_that_cannot_be_read_is_no_page(
    client: XClient,
    sandbox: SandboxX,
    oakfield: SandboxAccount,
    kind: str,
    error: type[errors.XError],
) -> None:
    sandbox.gather_crowd(oakfield.handle, 7)
    sandbox.plan_fault(kind, "followers")

    with pytest.raises(error):
        client.followers_page(oakfield.id)

    assert len(client.followers_page(oakfield.id).users) == 7


def test_block_without_enterprise_is_refused(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    person = sandbox.add_person("OtherOne")

    with pytest.raises(errors.NotEnrolled):
        client.block(oakfield.id, person)

    assert sandbox.blocked_by(oakfield.id) == []


def test_block_and_unblock_with_enterprise(
    client: XClient, sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.enrol_enterprise()
    person = sandbox.add_person("OtherOne")

    client.block(oakfield.id, person)
    client.block(oakfield.id, person)
    assert sandbox.blocked_by(oakfield.id) == [person]

    client.unblock(oakfield.id, person)
    assert sandbox.blocked_by(oakfield.id) == []


@pytest.mark.faults
def test_block_behind_a_fence_that_is_lost_is_not_sent(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    def fence() -> None:
        raise errors.FenceLost("The block is no longer ours to make.")

    sandbox.enrol_enterprise()
    person = sandbox.add_person("OtherOne")
    client = XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url, fence=fence)

    with pytest.raises(errors.NotSent):
        client.block(oakfield.id, person)

    assert sandbox.requests("block") == []


ONE: dict[str, Any] = {"id": "5", "username": "a", "name": "A"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"errors": [{"title": "Forbidden"}]},
        {"meta": {"result_count": 1}},
        {"meta": {"result_count": 1}, "data": ["somebody"]},
        {"meta": {"result_count": 1}, "data": [ONE | {"id": "five"}]},
        {"meta": {"result_count": 1}, "data": [ONE | {"id": "٥"}]},
        {"meta": {"result_count": 1}, "data": [ONE | {"id": "1" * 20}]},
        {"meta": {"result_count": 1}, "data": [ONE | {"username": "a/b"}]},
        {"meta": {"result_count": 1}, "data": [{"id": "5", "name": "A"}]},
        {"meta": {"result_count": 2}, "data": [ONE]},
        {"meta": {"result_count": 1, "next_token": 5}, "data": [ONE]},
    ],
)
def test_read_page_not_plainly_a_page_is_none(body: dict[str, object]) -> None:
    assert people.read_page(body) is None


def test_read_page_leaves_out_what_makes_no_sense() -> None:
    row = ONE | {
        "description": "bio\x00 \ud83d",
        "created_at": "last week",
        "protected": "no",
        "public_metrics": {"followers_count": -1, "following_count": 10**12, "tweet_count": True},
    }

    page = people.read_page({"meta": {"result_count": 1}, "data": [row]})

    assert page is not None
    (user,) = page.users
    assert (user.bio, user.created_at, user.protected) == ("bio ", None, None)
    assert (user.followers, user.following, user.posts) == (None, people.LARGEST_COUNT, None)


@given(text=st.text(st.characters(codec=None), max_size=200))
def test_read_page_bio_can_always_be_stored(text: str) -> None:
    body = {"meta": {"result_count": 1}, "data": [ONE | {"description": text}]}

    page = people.read_page(body)

    assert page is not None
    assert "\x00" not in page.users[0].bio
    page.users[0].bio.encode()
