"""A post made by phone opens an incident, once."""

from unittest.mock import patch

import pytest
from django.utils import timezone

from moderation.catalogue.actions import cases as case_actions
from moderation.catalogue.models import Case
from moderation.incidents import opening
from moderation.incidents.jobs import taking_up
from moderation.incidents.models import Incident
from schoolsocial.accounts.models import Letter, Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.catalogue.sights import HANDLE, cases, read, watched
from tests.fixtures.sandbox import SandboxX


@pytest.fixture
def case(x_account: Account, head: Person, sandbox: SandboxX) -> Case:
    """A post that somebody made by phone, as the timeline showed it."""
    watch = watched(x_account)
    sandbox.post_by_hand(HANDLE, "Snow day!")
    read(watch)
    return cases(x_account)[0]


def incidents(case: Case) -> list[Incident]:
    with scope.school(case.school_id):
        return list(Incident.objects.filter(category="outside"))


def test_post_made_outside_opens_one_incident(case: Case) -> None:
    taking_up.take_up(timezone.now())
    taking_up.take_up(timezone.now())

    (incident,) = incidents(case)
    assert incident.reported_by is None
    assert incident.link.endswith(f"/{HANDLE}/status/{case.tweet.tweet_id}")


def test_leaders_are_not_told_a_second_time(case: Case) -> None:
    taking_up.take_up(timezone.now())

    with scope.school(case.school_id):
        kinds = set(Letter.objects.values_list("kind", flat=True))
    assert "incident-reported" not in kinds
    assert kinds


def test_worker_that_dies_half_way_leaves_neither_half(case: Case) -> None:
    class Killed(BaseException):
        pass

    with patch.object(case_actions, "pass_on", side_effect=Killed), pytest.raises(Killed):
        taking_up.take_up(timezone.now())

    assert incidents(case) == []
    taking_up.take_up(timezone.now())
    assert len(incidents(case)) == 1


def test_control_without_the_mark_opens_it_twice(case: Case) -> None:
    with patch.object(case_actions, "pass_on"):
        taking_up.take_up(timezone.now())
        taking_up.take_up(timezone.now())

    assert len(incidents(case)) == 2


def test_post_that_is_missing_is_no_incident(case: Case) -> None:
    with scope.school(case.school_id):
        Case.objects.create(
            school_id=case.school_id,
            tweet=case.tweet,
            kind=Case.Kind.MISSING,
            opened_at=timezone.now(),
        )

    with patch.object(opening, "report", wraps=opening.report) as report:
        taking_up.take_up(timezone.now())

    assert report.call_count == 1
