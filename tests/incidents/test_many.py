"""Ten thousand incidents: each page of the list asks the same few questions."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.incidents.models import Incident, IncidentStep, OtherAccount
from moderation.incidents.models.linked import AccountLink
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.incidents.telling import reported

MANY = 10_000
MOST_QUERIES = 15


@pytest.fixture
def many(school: School, teacher: Person) -> None:
    """Of a few years, each with a step that waits, every tenth about one account."""
    now = timezone.now()
    with scope.school(school.pk):
        made = Incident.objects.bulk_create(
            Incident(
                school=school,
                category="offensive",
                severity="minor",
                reported_by=teacher,
                reported_at=now - timedelta(hours=number),
            )
            for number in range(MANY)
        )
        IncidentStep.objects.bulk_create(
            IncidentStep(
                school=school,
                incident=one,
                position=1,
                who="slt",
                does="decide",
                words="Write it down.",
                due_at=now,
            )
            for one in made
        )
        account = OtherAccount.objects.create(school=school, handle="Rude_One")
        AccountLink.objects.bulk_create(
            AccountLink(school=school, incident=one, account=account, at=now) for one in made[::10]
        )


def reads(captured: CaptureQueriesContext) -> list[str]:
    """Which table each question began with; what opens and ends a scope is none."""
    asked = [one["sql"] for one in captured if one["sql"].startswith("SELECT")]
    return [re.split(r" FROM |\(", one)[0][:40] for one in asked if "set_config" not in one]


def test_list_of_ten_thousand_asks_few_questions_on_its_first_and_its_last_page(
    many: None, school: School, head: Person
) -> None:
    client, path = client_of(head), f"/{school.slug}/incidents/"
    with CaptureQueriesContext(
        connection,
    ) as first:
        page = client.get(path).content.decode()
    assert page.count('class="queue-link"') == 25
    with scope.school(school.pk):
        oldest = Incident.objects.order_by("reported_at")[24]
    micro = int(oldest.reported_at.timestamp() * 1_000_000)
    with CaptureQueriesContext(connection) as last:
        page = client.get(f"{path}?from=a{micro}-{oldest.pk}").content.decode()

    assert page.count('class="queue-link"') == 24
    assert not re.search(r'rel="next"', page)
    assert sorted(reads(first)) == sorted(reads(last))
    assert len(reads(first)) <= MOST_QUERIES


def test_page_of_an_incident_and_of_an_account_ask_few_questions_among_so_many(
    many: None, school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, handle="Rude_One")
    client = client_of(head)
    with scope.school(school.pk):
        account = OtherAccount.objects.get()

    with CaptureQueriesContext(connection) as one:
        client.get(f"/{school.slug}/incidents/{incident.pk}/")
    with CaptureQueriesContext(connection) as other:
        client.get(f"/{school.slug}/incidents/accounts/{account.pk}/")

    assert len(reads(one)) <= 2 * MOST_QUERIES  # a page of everything about one incident
    assert len(reads(other)) <= MOST_QUERIES
