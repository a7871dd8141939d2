"""Lists of what others do on X ask few questions of the database, whatever their length."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolsocial.accounts.models import Person
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.followers.sweeping import HANDLE, cases, swept

MOST = 15
_AROUND = re.compile(r"(?:RELEASE )?SAVEPOINT|BEGIN|COMMIT|SELECT set_config", re.ASCII)
PAGES = (
    "followers/",
    "followers/?sort=handle",
    "followers/cases/{case}/",
    "followers/cases/{case}/?last={other}",
    "followers/everyone/",
    "followers/readings/",
    "followers/rules/",
    "blocks/",
    "following/",
    "mentions/",
    "notices/",
    "incidents/",
)


def asked(person: Person, path: str) -> list[str]:
    """Every statement of a page: session, sign-in and frame too; not what begins and ends a
    transaction or says whose rows are seen.
    """
    client = client_of(person)
    client.get(f"/st-catherine/{path}")  # the first of a session also notes its start
    with CaptureQueriesContext(connection) as sent:
        assert client.get(f"/st-catherine/{path}").status_code == 200
    return [one["sql"] for one in sent if not _AROUND.match(one["sql"])]


@pytest.mark.parametrize("page", PAGES)
def test_questions_to_the_database_are_few(
    x_account: Account, head: Person, dsl: Person, sandbox: SandboxX, page: str
) -> None:
    sandbox.gather_crowd(HANDLE, 60)
    swept(x_account, head)
    [case, other] = cases(x_account)[30:32]

    statements = asked(
        dsl if page == "notices/" else head, page.format(case=case.pk, other=other.pk)
    )

    assert len(statements) <= MOST, "\n".join(one[:200] for one in statements)
