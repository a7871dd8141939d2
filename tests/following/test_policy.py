"""What the policy in force says on whom the school follows, quoted and kept."""

import pytest
from django.utils import timezone

from moderation.following import errors
from moderation.following.queries import policy
from moderation.following.workflow import Verb
from policy.models import Clause
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import as_owner, client_of
from tests.following.entries import decide, now_of, pasted, wished
from tests.posts import adopt_policy, make_account


@pytest.fixture
def account(school: School, head: Person) -> Account:
    adopt_policy(school, pack="recommended-2026")
    return make_account(school)


def say_nobody(school: School) -> None:
    """As if the governors had ratified "nobody"."""
    with scope.school(school.pk), as_owner(without_triggers=True):
        for clause in Clause.objects.filter(number="7.4"):
            clause.enforced = [{"by": "setting", "point": "following", "answer": "nobody"}]
            clause.text = "The school follows nobody."
            clause.save()


def found(account: Account, by: Person) -> None:
    pasted(account, by, ["NASA"])


def test_the_clause_is_quoted_with_its_number(account: Account, head: Person) -> None:
    page = client_of(head).get("/st-catherine/following/").content.decode()

    assert "The school follows no accounts, except where that plainly helps" in page
    assert "7.4, " in page


def test_nobody_is_followed_where_the_policy_says_so(account: Account, head: Person) -> None:
    row = wished(account, head)
    say_nobody(account.school)

    with pytest.raises(errors.NobodyMayBeFollowed, match=r"clause 7\.4"):
        decide(row, head, Verb.AGREE)

    assert now_of(row).state == "wished"
    assert decide(row, head, Verb.REFUSE).state == "refused"


def test_nothing_found_is_adopted_where_the_policy_says_nobody(
    account: Account, head: Person
) -> None:
    found(account, head)
    say_nobody(account.school)
    with scope.school(account.school_id):
        row = account.followees.get()

    with pytest.raises(errors.NobodyMayBeFollowed):
        decide(row, head, Verb.ADOPT)

    assert decide(row, head, Verb.UNFOLLOW).state == "to_unfollow"


def test_a_policy_without_such_a_clause_is_told_to_have_none(school: School, head: Person) -> None:
    adopt_policy(school, pack="st-catherine-of-siena")
    make_account(school)

    page = client_of(head).get("/st-catherine/following/").content.decode()

    assert "has no clause that settles whom the school follows" in page


def test_without_a_policy_nothing_is_said(school: School) -> None:
    with scope.school(school.pk):
        assert policy.said_of_following(school, timezone.localdate()) is None
