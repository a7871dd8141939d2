"""What is not needed any more is let go of, and what is on record stays."""

from datetime import timedelta

from django.utils import timezone

from moderation.followers.actions import deciding
from moderation.followers.actions.deciding import Said
from moderation.followers.jobs import keeping
from moderation.followers.workflow import Verdict
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import case_of, cases, followers, record_of, swept

KEEP = Said(Verdict.KEEP, "family")


def test_facts_of_a_settled_case_go_after_the_months_and_the_decision_stays(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    case = case_of(sandbox, x_account, head, "SomeBody", name="Some Body", bio="Buns")
    now = timezone.now()
    with scope.school(x_account.school_id):
        deciding.decide(cases=[case], said=KEEP, by=head, now=now)

    keeping.forget(now + timedelta(days=179))
    assert cases(x_account)[0].bio == "Buns"
    keeping.forget(now + timedelta(days=181))

    [later] = cases(x_account)
    assert (later.name, later.bio, later.facts_at, later.made_at) == ("", "", None, None)
    assert (later.handle, later.verdict, len(record_of(case))) == ("SomeBody", "keep", 1)


def test_facts_of_an_open_case_stay(x_account: Account, head: Person, sandbox: SandboxX) -> None:
    case_of(sandbox, x_account, head, "SomeBody", bio="Buns")

    keeping.forget(timezone.now() + timedelta(days=1000))

    assert cases(x_account)[0].bio == "Buns"


def test_who_leaves_undecided_is_forgotten_at_once_and_then_altogether(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    case = case_of(sandbox, x_account, head, "SomeBody", bio="Buns")
    sandbox.tie("unfollow", str(case.follower.x_user_id), x_account.x_user_id)
    swept(x_account, head)

    keeping.forget(timezone.now())
    assert [one.bio for one in cases(x_account)] == [""]
    keeping.forget(timezone.now() + timedelta(days=181))

    assert (cases(x_account), followers(x_account)) == ([], [])


def test_who_left_after_a_decision_stays_on_record(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    case = case_of(sandbox, x_account, head, "SomeBody")
    with scope.school(x_account.school_id):
        deciding.decide(cases=[case], said=KEEP, by=head, now=timezone.now())
    sandbox.tie("unfollow", str(case.follower.x_user_id), x_account.x_user_id)
    swept(x_account, head)

    keeping.forget(timezone.now() + timedelta(days=1000))

    assert len(cases(x_account)) == len(followers(x_account)) == 1


def test_a_changed_follower_shows_both_until_it_is_forgotten(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    case = case_of(sandbox, x_account, head, "SomeBody", bio="Before")
    with scope.school(x_account.school_id):
        deciding.decide(cases=[case], said=KEEP, by=head, now=timezone.now())
    sandbox.change(str(case.follower.x_user_id), bio="After")

    swept(x_account, head)

    again = cases(x_account)[-1]
    assert (again.kind, again.bio, (again.before or {})["bio"]) == ("changed", "After", "Before")
