"""A page deep in the list of incidents is found in its index, under row-level security."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from moderation.drafts.queries.pages import beyond
from moderation.incidents.queries import incidents as queries
from moderation.incidents.queries.incidents import Filter
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.tenancy import scope

DEEP = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("state", ["", "open", "closed"])
@pytest.mark.parametrize("category", ["", "offensive"])
def test_a_page_deep_in_the_list_is_found_in_the_index(
    school: School, head: Person, state: str, category: str
) -> None:
    with scope.school(school.pk):
        who = Membership.objects.get(school=school, person=head)
        rows = queries.all_listed(who, Filter(category=category, state=state))
        deep = rows.filter(beyond("reported_at", DEEP, 7, descending=True))
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")

        plan = deep[:25].explain()

    lines = plan.splitlines()
    asked = [n for n, line in enumerate(lines) if "using incident_latest" in line]
    assert asked, plan
    assert "reported_at" in lines[asked[0] + 1], plan
