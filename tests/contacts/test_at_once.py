"""Two people at once, and lists that are long."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.blocks.models import Block
from moderation.contacts.models import Contact
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.blocks.blocking import decided
from tests.cast import client_of
from tests.contacts.noticing import noticed, own_account
from tests.drafts.hands import hand_account

MOST_QUERIES = 15


def at_once(act: Callable[[], object], times: int = 4) -> None:
    """The same thing by several people in the same moment."""
    ready = threading.Barrier(times)

    def one() -> None:
        ready.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        for future in [pool.submit(one) for _ in range(times)]:
            future.result()


@pytest.mark.django_db(transaction=True)
def test_four_who_notice_the_same_follower_leave_one_notice(
    school: School, teacher: Person, dsl: Person
) -> None:
    account = own_account(school, teacher)

    at_once(lambda: noticed(account, teacher))

    with scope.school(school.pk):
        assert (Contact.objects.count(), Block.objects.count()) == (1, 1)
        assert Contact.objects.get().incident.entries.count() == 1


def test_long_lists_ask_few_questions(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    account, schools_own = own_account(school, teacher), hand_account(school, head)
    for number in range(30):
        noticed(account, teacher, handle=f"kid_{number}")
        decided(schools_own, head, user_id="", handle=f"pots_{number}")
    first = noticed(account, teacher, handle="kid_0")
    pages = [
        (dsl, "notices/"),
        (dsl, f"notices/{first.pk}/"),
        (teacher, "notices/new/"),
        (head, "blocks/"),
        (head, "declarations/"),
        (teacher, "my-account/"),
    ]

    asked = {}
    for person, page in pages:
        client = client_of(person)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/{school.slug}/{page}").status_code == 200
        asked[page] = len([one for one in queries if "FROM" in one["sql"].upper()])

    assert {page: count for page, count in asked.items() if count > MOST_QUERIES} == {}
