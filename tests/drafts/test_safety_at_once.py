"""Two workers prepare at the same moment: one draft."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from moderation.drafts.jobs import safety as job
from schoolsocial.accounts.models import Person, School
from tests.drafts.safety import NOW, drafts_of, make_plan, make_terms, planned, stock
from tests.posts import adopt_policy, make_account

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def test_two_workers_at_once_put_one_draft_down(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    make_terms(school)
    stock(school, head)
    make_plan(school, make_account(school), teacher, head)
    start = Barrier(2)

    def work() -> None:
        try:
            start.wait(timeout=30)
            job.prepare(NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        for one in [threads.submit(work) for _ in range(2)]:
            one.result()

    assert len(drafts_of(school)) == len(planned(school)) == 1
