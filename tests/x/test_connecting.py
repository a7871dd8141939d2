"""Connecting an account by signing in at X: every step over HTTP, against the sandbox."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.x.actions import accounts, connecting
from schoolsocial.x.client import Me
from schoolsocial.x.credentials import OAuth1User
from schoolsocial.x.models import Account, Charge
from tests.cast import client_of, in_scope, join, make_person
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.posts import make_account

HERE = "/st-catherine/accounts/"


@pytest.fixture(autouse=True)
def x(sandbox: SandboxX, settings: Settings) -> SandboxX:
    settings.X_API_URL = settings.X_PUBLIC_URL = sandbox.url
    settings.X_CLIENT_ID, settings.BASE_URL = "school-social", "http://testserver"
    return sandbox


def begun(client: Client, kind: str = "school", path: str = f"{HERE}connect/") -> str:
    """Begin at the school; where X asks."""
    answer = client.post(path, {"kind": kind})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def agreed(authorise: str, handle: str) -> str:
    """Say yes at X as this account; where X sends the browser back to."""
    asked = authorise.replace("/i/oauth2/authorize", "/i/oauth2/answer") + f"&as={handle}"
    location: str = requests.get(asked, allow_redirects=False, timeout=5).headers["Location"]
    return location


def page(client: Client, address: str) -> str:
    """Follow to the page one ends on."""
    return client.get(address, follow=True).content.decode()


def connect(client: Client, handle: str, **how: str) -> str:
    return page(client, agreed(begun(client, **how), handle))


def kept(school: School) -> list[Account]:
    with in_scope(school.pk):
        return list(school.accounts.order_by("pk"))


def test_account_is_connected_from_nothing(
    school: School, head: Person, oakfield: SandboxAccount
) -> None:
    html = connect(client_of(head), oakfield.handle)

    (account,) = kept(school)
    assert "Posts go out." in html
    assert (account.handle, account.x_user_id) == (oakfield.handle, oakfield.id)
    with in_scope(school.pk):
        assert Event.objects.filter(verb="account.connected").exists()
        assert Charge.objects.get().call == "read_user"


def test_x_is_asked_with_a_challenge_and_no_verifier(head: Person) -> None:
    client = client_of(head)

    asked = parse_qs(urlsplit(begun(client)).query)

    verifier = client.session["x_connection"]["verifier"]
    assert asked["code_challenge_method"] == ["S256"]
    assert verifier not in str(asked)


def test_teacher_connects_an_account_of_their_own(
    school: School, teacher: Person, oakfield: SandboxAccount
) -> None:
    connect(client_of(teacher), oakfield.handle, kind="staff")

    assert kept(school)[0].owner == teacher


def test_teacher_connects_none_of_the_schools(teacher: Person) -> None:
    answer = client_of(teacher).post(f"{HERE}connect/", {"kind": "school"})

    assert answer.status_code == 200


def test_answer_counts_once(school: School, head: Person, oakfield: SandboxAccount) -> None:
    client = client_of(head)
    back = agreed(begun(client), oakfield.handle)
    page(client, back)

    assert "Nothing was connected." in page(client, back)
    assert len(kept(school)) == 1


@pytest.mark.parametrize("state", ["", "&state=", "&state=somebody-elses"])
def test_answer_with_another_state_is_refused(
    school: School, head: Person, oakfield: SandboxAccount, state: str
) -> None:
    client = client_of(head)
    begun(client)

    assert "Nothing was connected." in page(client, f"/x/callback/?code=abc{state}")
    assert kept(school) == []


def test_answer_in_another_session_is_refused(
    school: School, head: Person, deputy: Person, oakfield: SandboxAccount
) -> None:
    back = agreed(begun(client_of(head)), oakfield.handle)

    assert "Nothing was connected." in page(client_of(deputy), back)
    assert kept(school) == []


def test_answer_at_another_school_is_refused(
    school: School, other_school: School, head: Person, oakfield: SandboxAccount
) -> None:
    join(head, other_school, Role.SLT)
    client = client_of(head)
    client.get(agreed(begun(client), oakfield.handle))

    html = page(client, f"/{other_school.slug}/accounts/connect/finish/")

    assert "Nothing was connected." in html
    assert kept(school) == kept(other_school) == []


def test_answer_after_ten_minutes_is_refused(
    head: Person, oakfield: SandboxAccount, time_machine: Any
) -> None:
    client = client_of(head)
    back = agreed(begun(client), oakfield.handle)
    time_machine.move_to(datetime.now(UTC) + timedelta(minutes=11))

    assert "longer than ten minutes" in page(client, back)


def test_no_at_x_connects_nothing(head: Person, school: School) -> None:
    client = client_of(head)

    html = page(client, agreed(begun(client), "nobody"))

    assert "X was told no" in html
    assert kept(school) == []


def test_verifier_of_another_connection_is_refused_by_x(
    school: School, head: Person, oakfield: SandboxAccount
) -> None:
    client = client_of(head)
    back = agreed(begun(client), oakfield.handle)
    session = client.session
    session["x_connection"] = {**session["x_connection"], "verifier": "another" * 10}
    session.save()

    assert "Nothing was connected." in page(client, back)
    assert kept(school) == []


@pytest.mark.parametrize("fault", ["cut_before", "503_after", "html", "rate_limited", "no_id"])
def test_exchange_that_fails_connects_nothing(
    school: School, head: Person, oakfield: SandboxAccount, x: SandboxX, fault: str
) -> None:
    x.plan_fault(fault, "token")

    assert "Nothing was connected." in connect(client_of(head), oakfield.handle)
    assert kept(school) == []


def test_consent_to_less_than_posting_is_refused(
    school: School, head: Person, oakfield: SandboxAccount, settings: Settings, x: SandboxX
) -> None:
    settings.X_SCOPES = "tweet.read users.read"

    html = connect(client_of(head), oakfield.handle)

    assert "did not agree" in html
    assert len(x.requests("revoke")) == 1


def test_account_of_another_school_is_refused_without_saying_whose(
    school: School, other_school: School, head: Person, oakfield: SandboxAccount, x: SandboxX
) -> None:
    make_account(other_school, oakfield)

    html = connect(client_of(head), oakfield.handle)

    assert "connected elsewhere" in html
    assert other_school.name not in html
    assert kept(school) == []
    assert len(x.requests("revoke")) == 1


def test_account_in_use_is_not_connected_twice(
    school: School, head: Person, oakfield: SandboxAccount
) -> None:
    make_account(school, oakfield)

    assert "has this account already" in connect(client_of(head), oakfield.handle, kind="class")
    assert kept(school)[0].kind == "school"


def test_colleagues_own_account_is_not_taken_over(
    school: School, head: Person, teacher: Person, oakfield: SandboxAccount
) -> None:
    connect(client_of(teacher), oakfield.handle, kind="staff")

    connect(client_of(head), oakfield.handle, kind="school")

    assert (kept(school)[0].kind, kept(school)[0].owner) == ("staff", teacher)


def test_dead_account_is_connected_again(
    school: School, head: Person, oakfield: SandboxAccount
) -> None:
    account = make_account(school, oakfield)
    with in_scope(school.pk):
        Account.objects.update(needs_reconnecting_at=datetime.now(UTC))

    html = connect(client_of(head), oakfield.handle, path=f"{HERE}{account.pk}/reconnect/")

    assert "Posts go out." in html
    assert kept(school)[0].needs_reconnecting_at is None


def test_another_account_does_not_take_its_place(
    school: School, head: Person, oakfield: SandboxAccount, x: SandboxX
) -> None:
    account = make_account(school, oakfield)
    x.add_account("SomebodyElse")

    html = connect(client_of(head), "SomebodyElse", path=f"{HERE}{account.pk}/reconnect/")

    assert "This is @SomebodyElse" in html
    assert kept(school)[0].x_user_id == oakfield.id


def test_account_posted_to_by_hand_may_be_connected_later(
    school: School, head: Person, oakfield: SandboxAccount
) -> None:
    client = client_of(head)
    client.post(
        f"{HERE}by-hand/", {"handle": oakfield.handle, "name": "Oakfield", "kind": "school"}
    )

    connect(client, oakfield.handle)

    (account,) = kept(school)
    assert (account.by_hand, account.connected) == (False, True)


def test_disconnecting_destroys_the_tokens_and_tells_x(
    school: School, head: Person, oakfield: SandboxAccount, x: SandboxX
) -> None:
    account = make_account(school, oakfield)

    client_of(head).post(f"{HERE}{account.pk}/disconnect/")

    (gone,) = kept(school)
    assert (bytes(gone.access_token), bytes(gone.refresh_token)) == (b"", b"")
    assert gone.disconnected_at is not None
    assert len(x.requests("revoke")) == 1


def test_disconnecting_destroys_the_tokens_where_x_is_away(
    school: School, head: Person, oakfield: SandboxAccount, x: SandboxX
) -> None:
    account = make_account(school, oakfield)
    x.plan_fault("cut_before", "revoke")

    html = page_after(client_of(head), f"{HERE}{account.pk}/disconnect/")

    assert "X could not be told" in html
    assert bytes(kept(school)[0].access_token) == b""


def page_after(client: Client, path: str) -> str:
    return client.post(path, follow=True).content.decode()


def test_disconnected_account_may_go_to_another_school(
    school: School, other_school: School, head: Person, oakfield: SandboxAccount
) -> None:
    account = make_account(other_school, oakfield)
    other = make_person(other_school, Role.SLT)
    client_of(other).post(f"/{other_school.slug}/accounts/{account.pk}/disconnect/")

    assert "Posts go out." in connect(client_of(head), oakfield.handle)


def test_keys_are_refused_for_a_stand_in(school: School, head: Person) -> None:
    html = client_of(head).post(f"{HERE}connect/keys/", KEYS).content.decode()

    assert "speaks with a stand-in" in html
    assert "s3cret" not in html
    assert kept(school) == []


KEYS = {
    "consumer_key": "consumer",
    "consumer_secret": "s3cret-one",
    "access_token": "1-s3cret",
    "access_token_secret": "s3cret-two",
    "kind": "class",
}


class AnswersAsOak:
    """X's own host, as far as one question goes."""

    def __init__(self, credentials: OAuth1User, **_kept: str) -> None:
        assert credentials.access_token == "1-s3cret"

    def me(self) -> Me:
        return Me(user_id="77", handle="OakClass", name="Oak")


def test_keys_x_takes_are_sealed(
    school: School, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "XClient", AnswersAsOak)

    client_of(head).post(f"{HERE}connect/keys/", KEYS)

    (account,) = kept(school)
    assert (account.signing, account.handle, account.kind) == ("oauth1", "OakClass", "class")
    assert b"s3cret" not in bytes(account.access_token)
    opened = accounts.credentials_of(account)
    assert isinstance(opened, OAuth1User)
    assert opened.access_token_secret == "s3cret-two"
