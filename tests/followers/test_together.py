"""Many decided with one press are taken back with one, each as it would be by itself."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from moderation.blocks.models import Block
from moderation.followers.actions import deciding
from moderation.followers.actions import together as actions
from moderation.followers.models import FollowerCase
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import case_of, cases, record_of
from tests.followers.test_deciding import KEEP

LIST = "/st-catherine/followers/"
UNDO = "/st-catherine/followers/many/undo/"
STAMP = re.compile(r'name="done" value="(\d+)"')


@pytest.fixture
def three(x_account: Account, head: Person, sandbox: SandboxX) -> list[FollowerCase]:
    return [case_of(sandbox, x_account, head, handle) for handle in ("One", "Two", "Three")]


@pytest.fixture
def client(head: Person) -> Client:
    return client_of(head)


def decide(client: Client, many: list[FollowerCase], verdict: str = "keep", **more: Any) -> str:
    """The page that follows."""
    reason = {"keep": "family", "block": "empty", "pupil": "pupil"}[verdict]
    sent = {"case": [one.pk for one in many], "sure": "1", "verdict": verdict, "reason": reason}
    answer = client.post(f"{LIST}many/?protected=no", sent | more, follow=True)
    return answer.content.decode()


def undo(client: Client, page: str) -> Any:
    [stamp] = STAMP.findall(page)
    return client.post(UNDO, {"done": stamp}, follow=True)


def states(account: Account) -> list[str]:
    return [one.state for one in cases(account)]


def test_many_are_taken_back_with_one_press(
    x_account: Account, three: list[FollowerCase], client: Client
) -> None:
    page = decide(client, three)
    assert "3 cases: Keep." in page
    assert states(x_account) == ["decided"] * 3

    answer = undo(client, page)

    assert "Taken back: 3." in answer.content.decode()
    assert states(x_account) == ["open"] * 3
    assert [line.act for line in record_of(three[0])] == ["decided", "undone"]
    assert record_of(three[0])[-1].note == str(actions.NOTE)


def test_each_one_taken_back_is_in_the_record(
    school: School, three: list[FollowerCase], client: Client, head: Person
) -> None:
    undo(client, decide(client, three))

    with scope.school(school.pk):
        events = Event.objects.filter(verb="followers.undone")
        assert [one.actor_id for one in events] == [head.pk] * 3


def test_list_keeps_its_filter_and_offers_nothing_once_it_is_done(
    three: list[FollowerCase], client: Client
) -> None:
    page = decide(client, three)
    assert 'action="/st-catherine/followers/many/undo/?protected=no&amp;"' in page

    answer = undo(client, page)

    assert STAMP.findall(answer.content.decode()) == []
    [stamp] = STAMP.findall(page)
    again = client.post(UNDO, {"done": stamp}).content.decode()
    assert "None is taken back." in again
    assert again.count("decided again since") == 3


def test_what_was_decided_again_since_stays_and_is_named(
    x_account: Account, three: list[FollowerCase], client: Client, deputy: Person
) -> None:
    page = decide(client, three)
    with scope.school(x_account.school_id):
        now = timezone.now()
        deciding.undo(case=three[0], note="It is the baker.", by=deputy, now=now)
        deciding.decide(cases=[three[0]], said=KEEP, by=deputy, now=now)

    answer = undo(client, page).content.decode()

    assert "2 are taken back." in answer
    assert "@One" in answer
    assert "decided again since" in answer
    assert states(x_account) == ["decided", "open", "open"]


def test_newer_case_of_the_same_follower_keeps_one_as_it_is(
    x_account: Account, three: list[FollowerCase], client: Client
) -> None:
    page = decide(client, three)
    with scope.school(x_account.school_id):
        FollowerCase.objects.create(
            school_id=x_account.school_id,
            account=x_account,
            follower=three[2].follower,
            sweep_id=three[2].sweep_id,
            kind=FollowerCase.Kind.values[1],
            opened_at=timezone.now(),
        )

    answer = undo(client, page).content.decode()

    assert "There is a newer case about this follower." in answer
    assert states(x_account) == ["open", "open", "decided", "open"]


def test_blocks_that_nobody_made_yet_are_called_off_together(
    x_account: Account, three: list[FollowerCase], client: Client
) -> None:
    undo(client, decide(client, three, "block"))

    with scope.school(x_account.school_id):
        assert set(Block.objects.values_list("state", flat=True)) == {"called-off"}


def test_what_the_safeguarding_lead_was_told_is_not_offered_back(
    x_account: Account, three: list[FollowerCase], client: Client
) -> None:
    page = decide(client, three, "pupil")

    assert "3 cases: This is a pupil." in page
    assert STAMP.findall(page) == []


def test_nobody_takes_back_what_another_decided(
    x_account: Account, three: list[FollowerCase], client: Client, deputy: Person
) -> None:
    page = decide(client, three)

    answer = undo(client_of(deputy), page)

    assert "nothing left of it" in answer.content.decode()
    assert states(x_account) == ["decided"] * 3


def test_what_goes_wrong_in_one_undoes_none(
    x_account: Account,
    three: list[FollowerCase],
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, plain = decide(client, three), deciding.undo

    def breaks(*, case: FollowerCase, **said: Any) -> None:
        plain(case=case, **said)
        if case.pk == three[1].pk:
            raise RuntimeError

    monkeypatch.setattr(deciding, "undo", breaks)
    with pytest.raises(RuntimeError):
        undo(client, page)

    assert states(x_account) == ["decided"] * 3


@pytest.mark.parametrize("stamp", ["", "x", "-1", "9" * 18, "٣٣"])
def test_moment_that_is_none_changes_nothing(
    x_account: Account, three: list[FollowerCase], client: Client, stamp: str
) -> None:
    decide(client, three)

    answer = client.post(UNDO, {"done": stamp}, follow=True)

    assert "Open the list again" in answer.content.decode()
    assert client.get(f"{LIST}?done={stamp}").status_code == 200
    assert states(x_account) == ["decided"] * 3
