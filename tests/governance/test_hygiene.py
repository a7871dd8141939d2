"""What is still to be done about followers and following, as the dashboard counts it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.followers.actions import checking
from moderation.following.actions import readings, register
from schoolsocial.accounts.models import Person, School
from schoolsocial.governance.queries import hygiene
from schoolsocial.operations.models import Drill
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.conftest import x_account
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import follows, swept

__all__ = ["x_account"]

A_YEAR_AGO = timezone.now() - timedelta(days=365)


def said(account: Account) -> tuple[int | None, int | None]:
    """Of followers, and of whom the account follows."""
    with scope.school(account.school_id):
        school = account.school
        return hygiene.followers_to_review(school), hygiene.following_to_review(school)


def checked(account: Account, by: Person, *, long_ago: bool = False) -> None:
    with scope.school(account.school_id):
        now = A_YEAR_AGO if long_ago else timezone.now()
        checking.nothing_new(school=account.school, by=by, now=now)


def test_before_anybody_looked_nothing_is_said(x_account: Account) -> None:
    assert said(x_account) == (None, None)


def test_followers_who_were_looked_at_in_time_are_in_order(
    x_account: Account, head: Person
) -> None:
    checked(x_account, head)

    assert said(x_account)[0] == 0


def test_cases_that_wait_and_a_check_that_is_overdue_are_to_do(
    x_account: Account, head: Person, sandbox: SandboxX
) -> None:
    checked(x_account, head, long_ago=True)
    follows(sandbox, x_account, "somebody_new")
    swept(x_account, head)

    assert said(x_account)[0] == 2


def test_wish_that_waits_is_to_do_once_the_register_was_compared(
    x_account: Account, head: Person, teacher: Person
) -> None:
    now = timezone.now()
    with scope.school(x_account.school_id):
        register.wish(
            account=x_account, handle="museum", benefit="Free lessons", by=teacher, now=now
        )
    assert said(x_account)[1] is None

    with scope.school(x_account.school_id):
        readings.paste(account=x_account, handles=["museum"], whole=True, by=head, now=now)

    assert said(x_account)[1] == 1


@pytest.mark.parametrize(
    ("days", "trouble", "to_do"),
    [(129, "", 0), (131, "", 1), (1, "A stored picture came back otherwise.", 1)],
)
def test_backup_is_tested_each_term(school: School, days: int, trouble: str, to_do: int) -> None:
    at = timezone.now() - timedelta(days=days)
    Drill.objects.create(at=at, seconds=41, trouble=trouble)

    with scope.school(school.pk):
        assert hygiene.to_do(school)["account-hygiene"]["backups"] == to_do


def test_backup_that_was_never_tested_is_not_said_to_be_in_order(school: School) -> None:
    with scope.school(school.pk):
        assert "backups" not in hygiene.to_do(school)["account-hygiene"]
