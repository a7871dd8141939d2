"""How an account looks on X, held against what the school wants."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.x.jobs import profiles
from schoolsocial.x.models import Account, Charge, Drift, Expectation
from schoolsocial.x.presenters.health import in_english
from tests.cast import client_of, in_scope, make_person, run_sql
from tests.fixtures.sandbox import SandboxAccount, SandboxX
from tests.posts import make_account


@pytest.fixture
def account(
    school: School, sandbox: SandboxX, oakfield: SandboxAccount, settings: Settings
) -> Account:
    settings.X_API_URL, settings.X_CLIENT_ID = sandbox.url, "school-social"
    return make_account(school, oakfield)


def look(account: Account) -> bool:
    return profiles.look(account.school_id, account.pk)


def change(sandbox: SandboxX, **values: Any) -> None:
    """Somebody changes the profile on the website."""
    on_x = sandbox.server.world.accounts.by_handle("OakfieldPrimary")
    assert on_x
    for name, value in values.items():
        setattr(on_x, name, value)


def drifted(account: Account, sandbox: SandboxX, **values: Any) -> Drift:
    look(account)
    change(sandbox, **values)
    look(account)
    with in_scope(account.school_id):
        return Drift.objects.get()


def letters(account: Account) -> list[str]:
    with in_scope(account.school_id):
        return list(account.school.letters.values_list("kind", flat=True))


def test_first_reading_is_proposed(account: Account, sandbox: SandboxX) -> None:
    change(sandbox, bio="A primary school.")
    sandbox.post_by_hand("OakfieldPrimary", "Hello.")

    assert look(account)

    with in_scope(account.school_id):
        expected = Expectation.objects.get()
        assert not Drift.objects.exists()
    assert (expected.bio, expected.protected, expected.replies) == (
        "A primary school.",
        "no",
        "everyone",
    )
    assert expected.agreed_at is None


def test_reading_is_booked(account: Account, sandbox: SandboxX) -> None:
    sandbox.post_by_hand("OakfieldPrimary", "Hello.")
    look(account)

    with in_scope(account.school_id):
        booked = list(Charge.objects.order_by("call").values_list("call", "count"))
    assert booked == [("read_post", 1), ("read_user", 1)]


def test_change_on_x_opens_a_task_and_tells_the_leaders_once(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    drift = drifted(account, sandbox, bio="Buy shoes here.")
    look(account)

    assert (drift.aspect, drift.found, drift.state) == ("bio", "Buy shoes here.", "open")
    assert letters(account) == ["account-drifted"]


def test_change_does_not_stop_posting(account: Account, sandbox: SandboxX) -> None:
    drifted(account, sandbox, name="Other")

    with in_scope(account.school_id):
        assert Account.objects.usable().exists()


def test_protected_posts_pause_the_account(account: Account, sandbox: SandboxX) -> None:
    drifted(account, sandbox, protected=True)

    with in_scope(account.school_id):
        assert Account.objects.get().paused_reason == "protected"


def test_another_pinned_post_opens_a_task(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    drift = drifted(account, sandbox, pinned_id="1990000000000000001")

    assert (drift.aspect, drift.expected, drift.found) == ("pinned", "", "1990000000000000001")
    assert letters(account) == ["account-drifted"]


def test_other_reply_settings_open_a_task(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    by_hand(sandbox, "everyone")
    look(account)
    by_hand(sandbox, "mentionedUsers")

    look(account)

    with in_scope(account.school_id):
        drift = Drift.objects.get()
    assert (drift.aspect, drift.expected, drift.found) == ("replies", "everyone", "mixed")
    assert letters(account) == ["account-drifted"]


@pytest.mark.parametrize(
    ("aspect", "value", "said"),
    [
        ("replies", "mentionedUsers", "People the post mentions"),
        ("replies", "mixed", "Different from post to post"),
        ("replies", "", "Not known yet"),
        ("replies", "somethingNew", "somethingNew"),
        ("protected", "no", "No"),
        ("pinned", "", "Nothing"),
        ("bio", "mentionedUsers", "mentionedUsers"),
    ],
)
def test_what_x_calls_it_is_said_in_english(aspect: str, value: str, said: str) -> None:
    assert in_english(aspect, value) == said


def test_page_of_the_account_says_who_may_reply_in_english(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    by_hand(sandbox, "mentionedUsers")
    look(account)
    with in_scope(account.school_id):
        Drift.objects.create(
            school_id=account.school_id,
            account=account,
            aspect="replies",
            expected="everyone",
            found="mentionedUsers",
            seen_at=timezone.now(),
        )
    admin = make_person(account.school, Role.ADMIN, Role.SLT)

    shown = client_of(admin).get(f"/{account.school.slug}/accounts/{account.pk}/").content.decode()

    assert "<dd>People the post mentions</dd>" in shown
    assert "mentionedUsers" not in shown


def by_hand(sandbox: SandboxX, replies: str) -> str:
    """A post on the website to which only these may reply; its id."""
    tweet_id = sandbox.post_by_hand("OakfieldPrimary", "Hello.")
    sandbox.server.world.posts.by_id[tweet_id].reply_settings = replies
    return tweet_id


def test_first_post_of_an_empty_account_says_who_may_reply_and_is_no_drift(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    look(account)
    by_hand(sandbox, "mentionedUsers")

    look(account)

    with in_scope(account.school_id):
        assert Expectation.objects.get().replies == "mentionedUsers"
        assert not Drift.objects.exists()
    assert letters(account) == []


def test_account_whose_posts_are_gone_says_nothing_of_replies(
    account: Account, sandbox: SandboxX
) -> None:
    tweet_id = by_hand(sandbox, "following")
    look(account)
    sandbox.delete_by_hand("OakfieldPrimary", tweet_id)

    look(account)

    with in_scope(account.school_id):
        assert Expectation.objects.get().replies == "following"
        assert not Drift.objects.exists()


def test_posts_protected_from_the_beginning_are_told_of_and_stop_nothing(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    change(sandbox, protected=True)

    look(account)
    look(account)

    with in_scope(account.school_id):
        drift = Drift.objects.get()
        assert Account.objects.usable().exists()
    assert (drift.aspect, drift.expected, drift.found, drift.state) == (
        "protected",
        "no",
        "yes",
        "open",
    )
    assert letters(account) == ["account-drifted"]
    page = client_of(head).get(f"/st-catherine/accounts/{account.pk}/").content.decode()
    assert "Whether posts are protected" in page


def test_control_posts_readable_from_the_beginning_are_not_told_of(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    look(account)

    with in_scope(account.school_id):
        assert not Drift.objects.exists()
    assert letters(account) == []


def test_leader_who_wants_protected_posts_is_asked_once(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    change(sandbox, protected=True)
    look(account)
    with in_scope(account.school_id):
        drift = Drift.objects.get()

    client_of(head).post(
        f"/st-catherine/accounts/drifts/{drift.pk}/accept/", {"reason": "Families follow us."}
    )
    look(account)

    with in_scope(account.school_id):
        assert Expectation.objects.get().protected == "yes"
        assert not Drift.objects.open().exists()
        assert Account.objects.usable().exists()
    assert letters(account) == ["account-drifted"]


def test_putting_it_right_on_x_closes_the_task(account: Account, sandbox: SandboxX) -> None:
    drift = drifted(account, sandbox, bio="Buy shoes here.")
    change(sandbox, bio="")

    look(account)

    with in_scope(account.school_id):
        drift.refresh_from_db()
    assert drift.state == "mended"


def test_leader_accepts_with_a_reason(account: Account, sandbox: SandboxX, head: Person) -> None:
    drift = drifted(account, sandbox, name="Oakfield Academy")

    client_of(head).post(
        f"/st-catherine/accounts/drifts/{drift.pk}/accept/", {"reason": "We joined a trust."}
    )
    look(account)

    with in_scope(account.school_id):
        drift.refresh_from_db()
        assert Expectation.objects.get().name == "Oakfield Academy"
        assert not Drift.objects.open().exists()
    assert (drift.state, drift.decided_by) == ("accepted", head)


def test_leader_does_not_accept_without_a_reason(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    drift = drifted(account, sandbox, name="Oakfield Academy")

    client_of(head).post(f"/st-catherine/accounts/drifts/{drift.pk}/accept/", {"reason": " "})

    with in_scope(account.school_id):
        drift.refresh_from_db()
    assert drift.state == "open"


def test_leader_confirms_how_it_is_to_look(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    look(account)
    page = f"/st-catherine/accounts/{account.pk}/profile/"
    asked = {"name": "Oakfield", "bio": "Ours.", "protected": "no", "replies": ""}

    client_of(head).post(page, asked)
    look(account)

    with in_scope(account.school_id):
        expected = Expectation.objects.get()
        open_now = set(Drift.objects.open().values_list("aspect", flat=True))
    assert (expected.bio, expected.agreed_by) == ("Ours.", head)
    assert open_now == {"name", "bio"}


def test_page_shows_what_differs_and_reads_again(
    account: Account, sandbox: SandboxX, head: Person
) -> None:
    drifted(account, sandbox, bio="Buy shoes here.")
    client = client_of(head)
    page = f"/st-catherine/accounts/{account.pk}/"
    assert "Buy shoes here." in client.get(page).content.decode()
    change(sandbox, bio="")

    client.post(f"{page}profile/look/")

    assert "Buy shoes here." not in client.get(page).content.decode()


@pytest.mark.parametrize("fault", ["503_before", "unauthorised", "credits_depleted", "cut_before"])
def test_profile_that_cannot_be_read_opens_nothing(
    account: Account, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault, "me")

    assert not look(account)

    with in_scope(account.school_id):
        assert not Expectation.objects.exists()


def test_staff_accounts_are_not_looked_at(account: Account, teacher: Person) -> None:
    assert profiles.to_look_at() == [(account.school_id, account.pk)]

    with in_scope(account.school_id):
        Account.objects.update(kind="staff", owner=teacher)

    assert profiles.to_look_at() == []


@pytest.mark.parametrize(
    "wrong",
    [
        "state = 'accepted'",
        "state = 'mended'",
        "decided_at = now()",
        "reason = 'because'",
    ],
)
def test_database_refuses_a_decision_nobody_made(
    account: Account, sandbox: SandboxX, wrong: str
) -> None:
    drifted(account, sandbox, bio="Buy shoes here.")

    with in_scope(account.school_id), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE x_drift SET {wrong}")


def test_database_refuses_the_same_task_twice(account: Account, sandbox: SandboxX) -> None:
    drift = drifted(account, sandbox, bio="Buy shoes here.")

    with in_scope(account.school_id), pytest.raises(IntegrityError), transaction.atomic():
        Drift.objects.create(
            school=account.school, account=account, aspect="bio", seen_at=drift.seen_at
        )


def test_database_refuses_an_agreement_of_nobody(account: Account, sandbox: SandboxX) -> None:
    look(account)

    with in_scope(account.school_id), pytest.raises(IntegrityError), transaction.atomic():
        run_sql("UPDATE x_expectation SET agreed_at = now()")
