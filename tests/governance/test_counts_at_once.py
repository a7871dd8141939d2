"""Two counts of one school in one moment: the second waits, and finds nothing left to write."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections

from schoolsocial.accounts.models import School
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import Rollup
from schoolsocial.governance.queries.counted import everything
from schoolsocial.tenancy import scope
from tests.posts import make_pupil

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONGEST = 30  # s
A_MOMENT = 1  # s


def test_second_count_waits_for_the_first(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        make_pupil(school, f"Child{number}", "Brown")
    standing = everything.standing
    others: list[Future[None]] = []

    with ThreadPoolExecutor(1) as pool:

        def while_another_begins(*arguments: Any) -> Any:
            monkeypatch.setattr(everything, "standing", standing)
            others.append(pool.submit(alone, lambda: counting.count(school.pk, NOW)))
            done, _ = wait(others, A_MOMENT)
            assert not done  # it waits; without the lock it would be over, or fail
            return standing(*arguments)

        monkeypatch.setattr(everything, "standing", while_another_begins)
        counting.count(school.pk, NOW)
        others[0].result(LONGEST)

    with scope.school(school.pk):
        silent = Rollup.objects.filter(measure="consent-position", cell="silent")
        assert list(silent.values_list("number", flat=True)) == [6]


def alone(call: Callable[[], None]) -> None:
    """In a thread, with a connection of its own that is closed after."""
    try:
        call()
    finally:
        connections.close_all()
