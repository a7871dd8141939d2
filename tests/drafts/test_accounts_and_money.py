"""Posts and the account they go to: whose it is, whether it stands, and what it costs."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from moderation.drafts.actions import drafts
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.x.actions import connecting, spending
from schoolsocial.x.models import Account, Budget, Charge
from tests.cast import client_of, in_scope, run_sql
from tests.drafts.outgoing import letters_about, look_now, now_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account, make_post

NEW = "/st-catherine/drafts/new/"


@pytest.fixture
def own(school: School, teacher: Person) -> Account:
    """The teacher's own account, beside the school's."""
    make_account(school, handle="StCatherine")
    account = make_account(school, handle="MissOak")
    with in_scope(school.pk):
        Account.objects.filter(pk=account.pk).update(kind="staff", owner=teacher)
        return Account.objects.get(pk=account.pk)


def test_nobody_writes_for_a_colleagues_account(own: Account, head: Person) -> None:
    with in_scope(own.school_id), pytest.raises(drafts.NotYourAccount):
        drafts.start(school=own.school, by=head, account=own, now=datetime.now(UTC))


def test_owner_writes_for_their_own(own: Account, teacher: Person) -> None:
    with in_scope(own.school_id):
        post = drafts.start(school=own.school, by=teacher, account=own, now=datetime.now(UTC))

    assert post.account == own


def test_database_refuses_a_post_for_a_colleagues_account(own: Account, head: Person) -> None:
    now = datetime.now(UTC)

    with in_scope(own.school_id), pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            school=own.school, author=head, account=own, created_at=now, saved_at=now
        )


def test_database_refuses_moving_a_post_to_a_colleagues_account(own: Account, head: Person) -> None:
    post = make_post(own.school, head)

    with in_scope(own.school_id), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE drafts_post SET account_id = {own.pk} WHERE id = {post.pk}")


def test_database_refuses_giving_ones_post_to_a_colleague(
    own: Account, teacher: Person, head: Person
) -> None:
    post = make_post(own.school, teacher, account=own)

    with in_scope(own.school_id), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE drafts_post SET author_id = {head.pk} WHERE id = {post.pk}")


def booked(post: Post) -> dict[str, int]:
    with in_scope(post.school_id):
        rows = Charge.objects.order_by("pk").values_list("call", "count")
        return {call: sum(n for name, n in rows if name == call) for call, _ in rows}


def budget(post: Post, by: Person, dollars: str) -> None:
    plan = spending.Plan(Decimal(dollars), Budget.Reached.WAIT)
    with in_scope(post.school_id):
        spending.plan(school=post.school, by=by, plan=plan, now=datetime.now(UTC))


def test_choice_of_an_account_is_offered_to_its_owner_only(
    own: Account, teacher: Person, head: Person
) -> None:
    offered = [
        "MissOak" in client_of(person).get("/st-catherine/drafts/").content.decode()
        for person in (teacher, head)
    ]

    assert offered == [True, False]


def test_form_for_a_colleagues_account_is_refused(own: Account, head: Person) -> None:
    answer = client_of(head).post(NEW, {"account": own.pk})

    with in_scope(own.school_id):
        assert not Post.objects.exists()
    assert "Choose one of the school" in answer.content.decode()


def test_post_is_booked_with_its_picture(due_post: Post) -> None:
    sending.send(due_post.school_id, due_post.pk)

    assert booked(due_post) == {"media_upload": 1, "media_metadata": 1, "post": 1}


@pytest.mark.parametrize("fault", ["cut_after", "503_after", "truncated"])
def test_post_whose_answer_was_lost_is_booked_once_found(
    due_words: Post, sandbox: SandboxX, fault: str
) -> None:
    sandbox.plan_fault(fault)
    sending.send(due_words.school_id, due_words.pk)
    assert booked(due_words) == {}

    look_now(due_words)

    assert now_of(due_words).state == "posted"
    assert booked(due_words)["post"] == 1


def test_post_that_never_left_costs_nothing(due_words: Post, sandbox: SandboxX) -> None:
    sandbox.plan_fault("rate_limited")

    sending.send(due_words.school_id, due_words.pk)

    assert booked(due_words) == {}


def test_post_waits_for_the_budget_and_goes_once_it_is_raised(
    due_words: Post, sandbox: SandboxX, head: Person
) -> None:
    budget(due_words, head, "0.01")
    sending.send(due_words.school_id, due_words.pk)
    waited = (now_of(due_words).state, now_of(due_words).account.paused_reason)

    budget(due_words, head, "5")
    sending.send(due_words.school_id, due_words.pk)

    assert waited == ("scheduled", "budget")
    assert len(sandbox.live()) == 1
    assert "account-needs-you" in letters_about(due_words)


def test_post_goes_where_the_budget_only_warns(
    due_words: Post, sandbox: SandboxX, head: Person
) -> None:
    with in_scope(due_words.school_id):
        Budget.objects.create(school=due_words.school, month_dollars=Decimal("0.01"))

    sending.send(due_words.school_id, due_words.pk)

    assert len(sandbox.live()) == 1


def test_post_of_a_disconnected_account_does_not_go(
    due_words: Post, sandbox: SandboxX, head: Person
) -> None:
    with in_scope(due_words.school_id):
        connecting.disconnect(
            account=now_of(due_words).account,
            by=Membership.objects.get(person=head),
            now=datetime.now(UTC),
        )

    sending.send(due_words.school_id, due_words.pk)

    assert now_of(due_words).state == "scheduled"
    assert sandbox.live() == []
