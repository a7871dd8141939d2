"""What leaders decide about followers, and what follows from it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from moderation.blocks.models import Block
from moderation.contacts.models import Contact
from moderation.followers import errors
from moderation.followers.actions import deciding
from moderation.followers.actions.deciding import Said
from moderation.followers.jobs import keeping
from moderation.followers.models import Decision, FollowerCase
from moderation.followers.workflow import Verdict
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import make_person
from tests.fixtures.sandbox import SandboxX
from tests.followers.policies import wants
from tests.followers.sweeping import case_of, cases, followers, record_of, swept

KEEP = Said(Verdict.KEEP, "family")
BLOCK = Said(Verdict.BLOCK, "empty", "Nothing on it.")


@pytest.fixture
def case(x_account: Account, head: Person, sandbox: SandboxX) -> FollowerCase:
    """A case to be decided."""
    return case_of(sandbox, x_account, head, "SomeBody", bio="Buns")


def decide(case: FollowerCase, said: Said, by: Person) -> FollowerCase:
    with scope.school(case.school_id):
        deciding.decide(cases=[case], said=said, by=by, now=timezone.now())
        return FollowerCase.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (KEEP, "decided"),
        (Said(Verdict.FOCUSED, "education"), "decided"),
        (Said(Verdict.ASK, "unknown"), "asked"),
        (BLOCK, "decided"),
        (Said(Verdict.PUPIL, "pupil"), "decided"),
    ],
)
def test_each_verdict_leads_where_the_table_says(
    case: FollowerCase, head: Person, said: Said, state: str
) -> None:
    done = decide(case, said, head)

    assert (done.state, done.verdict, done.reason) == (state, said.verdict, said.reason)
    assert [(one.act, one.by_id) for one in record_of(case)] == [("decided", head.pk)]


def test_one_audit_event_a_decision(case: FollowerCase, head: Person) -> None:
    decide(case, KEEP, head)

    with scope.school(case.school_id):
        assert Event.objects.filter(verb="followers.decided").count() == 1


def test_block_is_handed_to_the_room_of_blocks(case: FollowerCase, head: Person) -> None:
    decide(case, BLOCK, head)

    with scope.school(case.school_id):
        block = Block.objects.get()
    assert (block.handle, block.user_id) == ("SomeBody", str(case.follower.x_user_id))
    assert block.reason.startswith("Nothing on it")


def test_pupil_is_handed_to_the_room_of_contacts(case: FollowerCase, head: Person) -> None:
    decide(case, Said(Verdict.PUPIL, "pupil"), head)

    with scope.school(case.school_id):
        assert Contact.objects.get().handle == "SomeBody"


def test_keep_touches_no_other_room(case: FollowerCase, head: Person) -> None:
    decide(case, KEEP, head)

    with scope.school(case.school_id):
        assert not Block.objects.exists()
        assert not Contact.objects.exists()
    assert followers(case.account)[0].standing == "keep"


def test_reason_of_another_verdict_is_refused(case: FollowerCase, head: Person) -> None:
    with pytest.raises(errors.NotThisReason):
        decide(case, Said(Verdict.KEEP, "abusive"), head)

    assert cases(case.account)[0].state == "open"


def test_many_are_decided_all_or_none(
    x_account: Account, case: FollowerCase, head: Person, sandbox: SandboxX
) -> None:
    other = case_of(sandbox, x_account, head, "SomebodyElse")
    decide(other, KEEP, head)

    with scope.school(x_account.school_id), pytest.raises(errors.NotPossibleNow):
        deciding.decide(cases=[case, other], said=KEEP, by=head, now=timezone.now())

    assert [one.state for one in cases(x_account)] == ["open", "decided"]


def test_a_second_signature_is_somebody_elses(
    school: School, case: FollowerCase, head: Person
) -> None:
    wants(school, two_to_block=True)
    waiting = decide(case, BLOCK, head)

    with scope.school(school.pk), pytest.raises(errors.OwnSignature):
        deciding.sign(case=case, by=head, now=timezone.now())

    with scope.school(school.pk):
        assert (waiting.state, Block.objects.count()) == ("to-sign", 0)


def test_a_second_signature_makes_the_block(
    school: School, case: FollowerCase, head: Person
) -> None:
    wants(school, two_to_block=True)
    decide(case, BLOCK, head)
    deputy = make_person(school, Role.SLT)

    with scope.school(school.pk):
        deciding.sign(case=case, by=deputy, now=timezone.now())
        assert Block.objects.count() == 1

    assert cases(case.account)[0].state == "decided"


def test_undo_of_a_block_calls_it_off(case: FollowerCase, head: Person) -> None:
    decide(case, BLOCK, head)

    with scope.school(case.school_id):
        deciding.undo(case=case, note="It is the baker.", by=head, now=timezone.now())
        assert Block.objects.get().state == "called-off"

    again = cases(case.account)[0]
    assert (again.state, again.verdict, again.follower.standing) == ("open", "", "")
    assert [one.act for one in record_of(case)] == ["decided", "undone"]


def test_undo_of_a_pupil_is_refused(case: FollowerCase, head: Person) -> None:
    decide(case, Said(Verdict.PUPIL, "pupil"), head)

    with scope.school(case.school_id), pytest.raises(errors.ToldAlready):
        deciding.undo(case=case, note="A mistake", by=head, now=timezone.now())


def test_undo_and_appeal_need_a_note(case: FollowerCase, head: Person) -> None:
    decide(case, KEEP, head)

    for act in (deciding.undo, deciding.appeal):
        with scope.school(case.school_id), pytest.raises(errors.NoteMissing):
            act(case=case, note="  ", by=head, now=timezone.now())


def test_appeal_is_a_line_of_the_record(case: FollowerCase, head: Person) -> None:
    decide(case, BLOCK, head)

    with scope.school(case.school_id):
        deciding.appeal(case=case, note="She wrote to us.", by=head, now=timezone.now())

    assert [one.note for one in record_of(case)][-1] == "She wrote to us."
    assert cases(case.account)[0].state == "decided"


def sql(case: FollowerCase, statement: str, *values: int) -> None:
    with scope.school(case.school_id), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE followers_followercase SET state = 'decided' WHERE id = %s",
        (
            "UPDATE followers_followercase SET state = 'decided', verdict = 'block', "
            "reason = 'empty', settled_at = now() WHERE id = %s"
        ),
        "UPDATE followers_followercase SET follower_id = follower_id + 1 WHERE id = %s",
        "UPDATE followers_followercase SET forgot_at = now() WHERE id = %s",
    ],
)
def test_database_keeps_a_case_as_it_stands(case: FollowerCase, statement: str) -> None:
    with pytest.raises(IntegrityError):
        sql(case, statement, case.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE followers_decision SET note = 'other' WHERE case_id = %s",
        "DELETE FROM followers_decision WHERE case_id = %s",
    ],
)
def test_database_keeps_the_record(case: FollowerCase, head: Person, statement: str) -> None:
    decide(case, KEEP, head)

    with pytest.raises(Exception, match=r"permission denied|append|change"):
        sql(case, statement, case.pk)


def test_database_refuses_ones_own_signature(case: FollowerCase, head: Person) -> None:
    decide(case, BLOCK, head)

    with pytest.raises(IntegrityError, match="signs their own"), scope.school(case.school_id):
        Decision.objects.create(
            school_id=case.school_id,
            case=case,
            act="signed",
            verdict="block",
            by=head,
            at=timezone.now(),
        )


def test_database_knows_one_open_case_a_follower(case: FollowerCase) -> None:
    columns = "school_id, account_id, follower_id, sweep_id, kind, state, opened_at, handle"
    rest = "verdict, reason, name, bio, link, picture"

    with pytest.raises(IntegrityError, match="followers_one_open"):
        sql(
            case,
            f"INSERT INTO followers_followercase ({columns}, {rest}) "
            f"SELECT {columns}, {rest} FROM followers_followercase WHERE id = %s",
            case.pk,
        )


def test_another_schools_case_is_not_there(case: FollowerCase, other_school: School) -> None:
    with scope.school(other_school.pk):
        assert not FollowerCase.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM followers_followercase")
            assert cursor.fetchone() == (0,)


def test_undo_gives_way_to_a_newer_case(
    x_account: Account, case: FollowerCase, head: Person, sandbox: SandboxX
) -> None:
    decide(case, KEEP, head)
    sandbox.change(str(case.follower.x_user_id), bio="After")
    swept(x_account, head)

    with scope.school(case.school_id), pytest.raises(errors.NewerCase):
        deciding.undo(case=case, note="Again", by=head, now=timezone.now())


def test_undo_about_somebody_who_has_left_leaves_nothing_to_decide(
    x_account: Account, case: FollowerCase, head: Person, sandbox: SandboxX
) -> None:
    decide(case, KEEP, head)
    sandbox.tie("unfollow", str(case.follower.x_user_id), x_account.x_user_id)
    swept(x_account, head)

    with scope.school(case.school_id):
        deciding.undo(case=case, note="Not so", by=head, now=timezone.now())

    [now] = cases(x_account)
    assert (now.state, now.verdict, now.settled_at is None) == ("left", "", False)
    assert [one.act for one in record_of(now)] == ["decided", "undone"]


def test_a_case_reopened_without_facts_gets_them_from_the_next_sweep(
    x_account: Account, case: FollowerCase, head: Person, sandbox: SandboxX
) -> None:
    decide(case, KEEP, head)
    keeping.forget(timezone.now() + timedelta(days=200))
    with scope.school(case.school_id):
        deciding.undo(case=case, note="Again", by=head, now=timezone.now())
    sandbox.change(str(case.follower.x_user_id), bio="After")

    sweep = swept(x_account, head)

    [again] = cases(x_account)
    assert (sweep.state, again.bio, again.forgot_at) == ("done", "After", None)


def test_two_leaders_at_once_decide_once(case: FollowerCase, head: Person) -> None:
    decide(case, KEEP, head)

    with pytest.raises(errors.NotPossibleNow):
        decide(case, BLOCK, head)

    assert [one.act for one in record_of(case)] == ["decided"]
