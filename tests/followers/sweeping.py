"""Sweeps and cases, made and read in one line each."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from moderation.followers.actions import sweeps
from moderation.followers.jobs import reading
from moderation.followers.models import Decision, Follower, FollowerCase, Sweep
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.fixtures.sandbox import SandboxX

HANDLE = "StCathsofSiena"


def began(account: Account, by: Person) -> Sweep:
    """A sweep that a person began and no worker has touched."""
    with scope.school(account.school_id):
        return sweeps.begin(account=account, by=by, now=timezone.now())


def carry_on(sweep: Sweep) -> Sweep:
    """One turn of a worker, whenever it would have been due; the sweep as it is then."""
    change(sweep, again_at=timezone.now() - timedelta(seconds=1), held_until=None)
    reading.carry_on(sweep.school_id, sweep.pk)
    return now_of(sweep)


def swept(account: Account, by: Person) -> Sweep:
    """A sweep from its beginning to its end."""
    return carry_on(began(account, by))


def now_of(sweep: Sweep) -> Sweep:
    with scope.school(sweep.school_id):
        return Sweep.objects.select_related("account").get(pk=sweep.pk)


def change(sweep: Sweep, **fields: object) -> None:
    with scope.school(sweep.school_id):
        Sweep.objects.running().filter(pk=sweep.pk).update(**fields)


def cases(account: Account, **wanted: Any) -> list[FollowerCase]:
    """The account's cases, the first first."""
    with scope.school(account.school_id):
        rows = FollowerCase.objects.filter(account=account, **wanted)
        return list(rows.select_related("follower", "account", "school").order_by("pk"))


def followers(account: Account, **wanted: Any) -> list[Follower]:
    with scope.school(account.school_id):
        return list(Follower.objects.filter(account=account, **wanted).order_by("x_user_id"))


def record_of(case: FollowerCase) -> list[Decision]:
    with scope.school(case.school_id):
        return list(Decision.objects.filter(case=case).order_by("pk"))


def follows(sandbox: SandboxX, account: Account, handle: str, **facts: Any) -> str:
    """Somebody on the sandbox who follows the account; their id."""
    person = sandbox.add_person(handle, **facts)
    sandbox.tie("follow", person, account.x_user_id)
    return person


def case_of(
    sandbox: SandboxX, account: Account, by: Person, handle: str, **facts: Any
) -> FollowerCase:
    """A case about somebody who follows since now."""
    person = follows(sandbox, account, handle, **facts)
    swept(account, by)
    return cases(account, follower__x_user_id=int(person))[-1]
