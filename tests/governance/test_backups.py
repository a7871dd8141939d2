"""Governors read when the last backup was made and tried, and whether it came back."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from schoolsocial.accounts.models import Person
from schoolsocial.governance.presenters import backups
from schoolsocial.operations.models import Backup, Drill
from schoolsocial.operations.presenters import Verdict
from tests.cast import client_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 30, 21, 30, tzinfo=UTC)


@pytest.fixture
def client(governor: Person) -> Client:
    return client_of(governor)


def dashboard(client: Client) -> str:
    page = client.get("/st-catherine/governance/").content.decode()
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def backed_up(at: datetime) -> None:
    Backup.objects.create(made_at=at, seconds=4, rows=9, files=1, size=99, key_id="spring")


def drilled(at: datetime, trouble: str = "") -> None:
    Drill.objects.create(at=at, seconds=41, rows=9, files=1, trouble=trouble)


def told() -> list[tuple[str, Verdict]]:
    return [(part.said, part.verdict) for part in backups.present(NOW)]


def test_where_there_was_none_the_dashboard_says_so(client: Client) -> None:
    page = dashboard(client)

    assert "Last backup See to it No backup has been made yet" in page
    assert "Not working" not in page
    assert "Last restore drill See to it Never: nobody has tried yet" in page


def test_sign_of_a_backup_that_was_never_made_is_a_shape_beside_its_words(client: Client) -> None:
    page = client.get("/st-catherine/governance/").content.decode()
    part = page.split("Last backup</dt>")[1].split("</dd>")[0]

    assert 'class="state state-asks"' in part
    assert "#warning" in part
    assert "state-bad" not in part


def test_dashboard_has_the_day_of_the_drill_and_that_it_held(client: Client) -> None:
    now = timezone.now()
    backed_up(now - timedelta(hours=3))
    drilled(now - timedelta(days=20))
    day = f"{timezone.localtime(now - timedelta(days=20)):%-d %B %Y}"

    assert f"On {day} a backup came back as it was, in 41 seconds." in dashboard(client)


def test_what_is_well_is_told_by_the_clock_on_the_wall() -> None:
    backed_up(datetime(2026, 11, 30, 2, 5, tzinfo=UTC))
    drilled(datetime(2026, 9, 20, 23, 30, tzinfo=UTC))  # half past midnight in London

    assert told() == [
        ("Made on 30 November 2026 at 02:05.", Verdict.WELL),
        ("On 21 September 2026 a backup came back as it was, in 41 seconds.", Verdict.WELL),
    ]


def test_late_ones_are_asked_for() -> None:
    backed_up(NOW - timedelta(days=3))
    drilled(NOW - timedelta(days=131))

    [(backup, wrong), (drill, look)] = told()

    assert backup.endswith("One is due every 26 hours.")
    assert drill.endswith("That is more than a term ago.")
    assert (wrong, look) == (Verdict.WRONG, Verdict.LOOK)


def test_failed_drill_is_not_hidden_by_an_earlier_one_nor_told_in_detail(client: Client) -> None:
    drilled(timezone.now() - timedelta(days=2))
    drilled(timezone.now() - timedelta(days=1), "consent_pupil came back otherwise than it was.")

    page = dashboard(client)

    assert "did not come back as it was" in page
    assert "consent_pupil" not in page
