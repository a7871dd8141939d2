"""Accounts that no API reaches: added by handle, and without tokens for good."""

import pytest
from django.db import IntegrityError, transaction

from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account
from tests.cast import client_of, in_scope, run_sql
from tests.posts import make_account

PAGE = "/st-catherine/accounts/by-hand/"


def add(person: Person, **fields: str) -> object:
    return client_of(person).post(PAGE, {"handle": "@Oak_Class", "name": "Oak", **fields})


def test_leader_adds_an_account_by_its_handle(school: School, head: Person) -> None:
    add(head, kind="class")

    with in_scope(school.pk):
        account = school.accounts.get()
    assert (account.handle, account.kind, account.by_hand) == ("Oak_Class", "class", True)
    assert not account.connected


def test_teacher_adds_none_but_their_own(school: School, teacher: Person) -> None:
    add(teacher, kind="school")
    with in_scope(school.pk):
        assert not school.accounts.exists()

    add(teacher, kind="staff")
    with in_scope(school.pk):
        assert school.accounts.get().owner == teacher


def test_same_handle_is_added_once(school: School, head: Person) -> None:
    add(head, kind="class")

    page = client_of(head).post(PAGE, {"handle": "oak_class", "name": "Oak", "kind": "class"})

    assert "The school has this account already." in page.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        "posts_by = 'hand'",
        "x_user_id = ''",
        "kind = 'staff'",
        "owner_id = %(person)s",
        "disconnected_at = now()",
        "signing = 'oauth1'",
    ],
)
def test_database_refuses_an_account_that_cannot_be(
    school: School, head: Person, change: str
) -> None:
    account = make_account(school)

    with in_scope(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE x_account SET {change % {'person': head.pk}} WHERE id = {account.pk}")


def test_database_refuses_a_strangers_own_account(school: School, other_head: Person) -> None:
    account = make_account(school)

    with in_scope(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(kind="staff", owner=other_head)
