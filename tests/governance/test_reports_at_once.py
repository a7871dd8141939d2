"""Two people ask for the same report in one moment: the second waits, and gets the first's."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.governance import reporting
from schoolsocial.governance.actions import reports as actions
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import Report
from schoolsocial.governance.periods import Period
from schoolsocial.tenancy import scope
from tests.cast import make_person

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONGEST = 30  # s
A_MOMENT = 1  # s


def asked(school: School, by: Person) -> int:
    """What somebody gets, with a connection of its own that is closed after."""
    try:
        with scope.school(school.pk):
            report, _ = actions.make(school=school, period=Period(2026), by=by, now=NOW)
            return report.pk
    finally:
        connections.close_all()


def test_second_waits_for_the_first(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (make_person(school, Role.GOVERNOR) for _ in range(2))
    counting.count(school.pk, NOW)
    files = reporting.files
    others: list[Future[int]] = []

    with ThreadPoolExecutor(2) as pool:

        def while_another_asks(*arguments: Any) -> Any:
            monkeypatch.setattr(reporting, "files", files)
            others.append(pool.submit(asked, school, other))
            done, _ = wait(others, A_MOMENT)
            assert not done  # it waits; without the lock it would be over, or fail
            return files(*arguments)

        monkeypatch.setattr(reporting, "files", while_another_asks)
        first = pool.submit(asked, school, one).result(LONGEST)
        assert others[0].result(LONGEST) == first

    with scope.school(school.pk):
        assert Report.objects.get().made_by_id == one.pk
