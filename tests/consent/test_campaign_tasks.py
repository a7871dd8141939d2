"""The schedule finds the schools that ask, and the mails nobody rang for."""

import pytest
from pytest_django import Settings

from consent import tasks
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.campaigning import BORN, opened
from tests.consent.families import make_guardian, make_pupil

Rung = list[tuple[str, int]]


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> Rung:
    heard = Rung()
    monkeypatch.setattr(tasks, "ring", lambda task, *ids: heard.append((task.name, *ids)))
    return heard


@pytest.fixture
def asking(school: School, office: Person) -> School:
    with in_scope(school.pk):
        make_guardian(make_pupil(school, born_on=BORN), email="b@family.example", first=True)
        opened(school, office)
    return school


def test_schools_with_an_open_campaign_are_rung_for(
    asking: School, other_school: School, rung: Rung
) -> None:
    tasks.sweep_campaigns()

    assert rung == [("consent.tasks.carry_on_campaign", asking.pk)]


def test_mails_that_wait_are_rung_for_until_they_are_sent(asking: School, rung: Rung) -> None:
    tasks.sweep_family_messages()
    tasks.send_family_messages(asking.pk)
    tasks.sweep_family_messages()

    assert rung == [("consent.tasks.send_family_messages", asking.pk)]


def test_both_are_on_the_schedule(settings: Settings) -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {"consent.tasks.sweep_campaigns", "consent.tasks.sweep_family_messages"} <= scheduled
