"""Each order of the cases has an index that PostgreSQL can ask under row-level security."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from moderation.followers.queries import cases
from moderation.followers.queries.cases import Filter
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

WHERE_ONE_IS = {
    "newest": datetime(2026, 3, 1, tzinfo=UTC),
    "youngest": datetime(2026, 3, 1, tzinfo=UTC),
    "followers": 12,
    "handle": "somebody",
}


@pytest.mark.parametrize("sort", cases.SORTS)
def test_a_page_deep_in_the_list_is_found_in_the_index(
    x_account: Account, head: Person, sort: str
) -> None:
    wanted = Filter(sort=sort)
    with scope.school(x_account.school_id):
        who = Membership.objects.get(school=x_account.school_id, person=head)
        rows = cases.matching(who, wanted, timezone.now())
        beyond = wanted.order.beyond(rows, WHERE_ONE_IS[sort], 7, backwards=False)
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")

        plan = wanted.order.sorted(beyond)[:25].explain()

    asked = [line for line in plan.splitlines() if "Index Cond" in line]
    assert any(wanted.order.by in line for line in asked), plan
