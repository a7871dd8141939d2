"""An incident is worked through, closed when nothing is left, and opened again."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from moderation.incidents.actions import handling, steps
from moderation.incidents.jobs import reminding
from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.playbook import Severity
from schoolsocial.accounts.models import Letter, Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person
from tests.incidents.telling import now_of, reported, settle_all

RESOLVED = Incident.Outcome.RESOLVED


def close(incident: Incident, by: Person) -> Incident:
    with scope.school(incident.school_id):
        return handling.close(
            incident=incident, outcome=RESOLVED, said="All settled.", by=by, now=timezone.now()
        )


def page_of(incident: Incident, person: Person) -> Any:
    return client_of(person).get(f"/{incident.school.slug}/incidents/{incident.pk}/")


def test_incident_is_closed_when_no_step_is_left(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher)

    with pytest.raises(handling.StepsLeft, match="7 steps are neither"):
        close(incident, head)
    settle_all(incident, head)
    close(incident, head)

    assert now_of(incident).outcome == RESOLVED


def test_time_of_the_law_is_met_before_closing(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, "complaint")
    settle_all(incident, head)

    with pytest.raises(handling.StepsLeft, match="still running"):
        close(incident, head)
    with scope.school(school.pk):
        handling.meet_clock(
            incident=incident, said="Wrote back.", reference="", by=head, now=timezone.now()
        )
    close(incident, head)

    assert not now_of(incident).is_open


def test_closed_incident_is_opened_again_for_a_reason(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher)
    settle_all(incident, head)
    close(incident, head)

    with scope.school(school.pk):
        handling.reopen(incident=incident, said="It went on.", by=head, now=timezone.now())

    assert now_of(incident).is_open


def test_closed_incident_takes_no_change(school: School, teacher: Person, head: Person) -> None:
    incident = reported(school, teacher)
    settle_all(incident, head)
    close(incident, head)

    with scope.school(school.pk), pytest.raises(handling.Closed):
        handling.weigh(incident=incident, severity=Severity.MINOR, by=head, now=timezone.now())


def test_authority_is_told_by_a_person_who_says_whom(
    school: School, teacher: Person, dsl: Person
) -> None:
    incident = reported(school, teacher, "extremist")
    with scope.school(school.pk):
        step = incident.steps.get(does="prevent")
        settle = partial(
            steps.settle,
            incident=incident,
            step=step,
            result=IncidentStep.Result.DONE,
            by=dsl,
            now=timezone.now(),
        )

        with pytest.raises(steps.ReasonMissing, match="whom you told"):
            settle(said=" ", reference="")
        settle(said="Rang the council.", reference="PREV-12")
        with pytest.raises(steps.AlreadySettled):
            settle(said="Again.", reference="")

        assert incident.entries.get(kind="step").reference == "PREV-12"


def test_reporting_to_x_leads_to_the_post_and_leaves_its_reference(
    school: School, teacher: Person, head: Person
) -> None:
    link = "https://x.com/Rude_One/status/1860000000000000001"
    incident = reported(school, teacher, link=link, handle="Rude_One")
    client, path = client_of(head), f"/{school.slug}/incidents/{incident.pk}/"
    with scope.school(school.pk):
        step = incident.steps.get(does="report")

    page = client.get(path).content.decode().split(f'id="step-{step.pk}"')[1].split("</ul>")[0]
    sent = {"result": "done", "said": "Abuse", "reference": "X-77"}
    client.post(f"{path}steps/{step.pk}/", sent)

    assert f'href="{settings.X_PUBLIC_URL}/i/status/1860000000000000001"' in page
    assert f'href="{settings.X_PUBLIC_URL}/Rude_One"' in page
    assert "Reference: X-77" in client.get(path).content.decode()


def test_step_of_another_incident_is_not_settled_here(
    school: School, teacher: Person, head: Person
) -> None:
    one, other = reported(school, teacher), reported(school, teacher)
    with scope.school(school.pk):
        step = other.steps.first()

    path = f"/{school.slug}/incidents/{one.pk}/steps/{step.pk if step else 0}/"

    assert client_of(head).post(path, {"result": "done", "said": "x"}).status_code == 404


def test_confidential_incident_is_not_there_for_other_leaders(
    school: School, teacher: Person, head: Person, dsl: Person
) -> None:
    incident = reported(school, teacher, "disclosure")

    assert page_of(incident, head).status_code == 404
    assert page_of(incident, dsl).status_code == 200
    listed = client_of(head).get(f"/{school.slug}/incidents/").content.decode()
    assert "No incidents here" in listed


def test_head_and_whoever_looks_after_it_see_a_confidential_one(
    school: School, teacher: Person, dsl: Person
) -> None:
    deputy, head = make_person(school, Role.SLT), make_person(school, Role.SLT)
    incident = reported(school, teacher, "disclosure")
    with scope.school(school.pk):
        Membership.objects.filter(person=head).update(post=Membership.Post.HEAD)
        handling.give_to(incident=incident, owner=deputy, by=dsl, now=timezone.now())

    assert page_of(incident, head).status_code == 200
    assert page_of(incident, deputy).status_code == 200


def test_confidential_words_are_opened_on_record(
    school: School, teacher: Person, dsl: Person
) -> None:
    incident = reported(school, teacher, "disclosure", words="A child told me something.")
    client, path = client_of(dsl), f"/{school.slug}/incidents/{incident.pk}/"

    shut = client.get(path).content.decode()
    opened = client.post(f"{path}read/").content.decode()

    assert ("A child told me" in shut, "A child told me" in opened) == (False, True)
    with scope.school(school.pk):
        assert Event.objects.filter(verb="incident.read", actor_id=dsl.pk).count() == 1


def test_only_somebody_who_looks_after_incidents_can_own_one(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher)

    with scope.school(school.pk), pytest.raises(handling.NotAHandler):
        handling.give_to(incident=incident, owner=teacher, by=head, now=timezone.now())


def test_leader_who_makes_it_confidential_leaves_it_to_others(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher)

    answer = client_of(head).post(f"/{school.slug}/incidents/{incident.pk}/confidential/")

    assert answer["Location"] == f"/{school.slug}/incidents/"
    assert now_of(incident).is_confidential


def test_mails_say_a_day_before_and_when_it_is_over_and_once_each(
    school: School, teacher: Person, dsl: Person
) -> None:
    incident = reported(school, teacher, "child-shown")
    due = incident.due_at
    assert due is not None

    said = []
    for moment in (due - timedelta(hours=30), due - timedelta(hours=20), due - timedelta(hours=1),
                   due + timedelta(hours=1), due + timedelta(hours=2)):  # fmt: skip
        reminding.remind(moment)
        with scope.school(school.pk):
            said.append(Letter.objects.filter(kind="incident-due").count())

    assert said == [0, 1, 1, 2, 2]


def test_same_account_links_incidents_as_far_as_one_may_see(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, handle="Rude_One")
    reported(school, teacher, "undermining", handle="rude_one")
    reported(school, teacher, "disclosure", handle="rude_one")

    page = page_of(incident, head).content.decode()

    assert "Comments that undermine" in page
    assert "A child may need help" not in page


def test_refusal_to_close_keeps_what_was_typed(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher)
    typed = {"outcome": "resolved", "said": "The account was blocked."}

    answer = client_of(head).post(f"/{school.slug}/incidents/{incident.pk}/close/", typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "7 steps are neither done" in page
    assert "The account was blocked." in page


def test_every_field_of_the_page_has_an_id_of_its_own(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, "complaint")

    ids = re.findall(r' id="([^"]+)"', page_of(incident, head).content.decode())

    assert sorted(ids) == sorted(set(ids))
