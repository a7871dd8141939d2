"""Somebody was reported as a pupil and is none: they come back, and nothing of it stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.blocks.models import Block
from moderation.contacts.actions import contacts
from moderation.contacts.models import Contact
from moderation.followers import casebook
from moderation.followers.actions import deciding
from moderation.followers.actions.deciding import Said
from moderation.followers.jobs import clearing
from moderation.followers.models import FollowerCase
from moderation.followers.workflow import Verdict
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import case_of, cases, record_of, swept

LIST = "/st-catherine/followers/"


@pytest.fixture
def reported(x_account: Account, head: Person, sandbox: SandboxX) -> FollowerCase:
    case = case_of(sandbox, x_account, head, "SomeBody", bio="Buns")
    with scope.school(case.school_id):
        said = Said(Verdict.PUPIL, "pupil")
        deciding.decide(cases=[case], said=said, by=head, now=timezone.now())
    return case


def close(case: FollowerCase, outcome: Contact.Outcome, by: Person) -> None:
    with scope.school(case.school_id):
        notice = Contact.objects.open().get()
        contacts.close(
            contact=notice, outcome=outcome, said="Spoke to them.", by=by, now=timezone.now()
        )


def block_of(case: FollowerCase) -> Block:
    with scope.school(case.school_id):
        return Block.objects.get()


def blocked(case: FollowerCase, by: Person) -> None:
    with scope.school(case.school_id):
        notice = Contact.objects.get()
        contacts.say_blocked(contact=notice, by=by, now=timezone.now())
        contacts.see_blocked(contact=notice, by=by, now=timezone.now())


def test_who_is_no_pupil_is_to_be_decided_again(reported: FollowerCase, dsl: Person) -> None:
    close(reported, Contact.Outcome.NOT_A_PUPIL, dsl)
    clearing.clear(timezone.now())

    [case] = cases(reported.account)
    assert (case.state, case.verdict, case.follower.standing) == ("open", "", "")
    last = record_of(case)[-1]
    assert (last.act, last.by_id, last.note) == ("undone", dsl.pk, str(casebook.NO_PUPIL))


def test_and_is_on_the_list_again(reported: FollowerCase, head: Person, dsl: Person) -> None:
    before = client_of(head).get(LIST).content.decode()
    close(reported, Contact.Outcome.NOT_A_PUPIL, dsl)
    clearing.clear(timezone.now())

    assert "SomeBody" not in before
    assert "SomeBody" in client_of(head).get(LIST).content.decode()


def test_block_that_nobody_has_made_yet_is_called_off(reported: FollowerCase, dsl: Person) -> None:
    close(reported, Contact.Outcome.NOT_A_PUPIL, dsl)

    assert block_of(reported).state == "called-off"


def test_block_that_stands_is_to_be_lifted(
    reported: FollowerCase, head: Person, dsl: Person
) -> None:
    blocked(reported, head)
    close(reported, Contact.Outcome.NOT_A_PUPIL, dsl)

    assert block_of(reported).state == "to-undo"


def test_block_that_was_decided_before_for_another_reason_stays(
    x_account: Account, head: Person, dsl: Person, sandbox: SandboxX
) -> None:
    case = case_of(sandbox, x_account, head, "SomeBody", bio="Buns")
    with scope.school(case.school_id):
        said = Said(Verdict.BLOCK, "empty")
        deciding.decide(cases=[case], said=said, by=head, now=timezone.now())
        contacts.notice(
            account=x_account,
            user_id=str(case.follower.x_user_id),
            handle="SomeBody",
            by=head,
            now=timezone.now(),
        )
    close(case, Contact.Outcome.NOT_A_PUPIL, dsl)

    assert block_of(case).state == "to-do"


@pytest.mark.parametrize("outcome", [Contact.Outcome.PUPIL, Contact.Outcome.NOT_KNOWN])
def test_whose_notice_ended_otherwise_stays_with_the_notices(
    reported: FollowerCase, head: Person, dsl: Person, outcome: Contact.Outcome
) -> None:
    blocked(reported, head)
    close(reported, outcome, dsl)
    clearing.clear(timezone.now())

    assert cases(reported.account)[0].verdict == "pupil"


def test_nothing_comes_back_while_the_notice_is_open(reported: FollowerCase) -> None:
    clearing.clear(timezone.now())

    assert cases(reported.account)[0].verdict == "pupil"


def test_word_about_another_account_of_the_same_name_counts_nothing(
    reported: FollowerCase, head: Person, dsl: Person
) -> None:
    """Names are given to others on X: only the number says whom a notice is about."""
    blocked(reported, head)
    close(reported, Contact.Outcome.PUPIL, dsl)
    with scope.school(reported.school_id):
        contacts.notice(
            account=reported.account, user_id="77", handle="SomeBody", by=head, now=timezone.now()
        )
    close(reported, Contact.Outcome.NOT_A_PUPIL, dsl)
    clearing.clear(timezone.now())

    assert cases(reported.account)[0].verdict == "pupil"


def test_newer_case_is_the_one_to_decide(
    reported: FollowerCase, head: Person, dsl: Person, sandbox: SandboxX
) -> None:
    sandbox.change(str(reported.follower.x_user_id), bio="Other words")
    swept(reported.account, head)
    close(reported, Contact.Outcome.NOT_A_PUPIL, dsl)
    clearing.clear(timezone.now() + timedelta(minutes=1))

    newer, older = sorted(cases(reported.account), key=lambda case: -case.pk)
    assert (newer.state, older.verdict, older.reason) == ("open", "keep", "no-concern")
