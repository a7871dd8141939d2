"""Who sees a notice about a pupil, and what stands where: in mails, addresses, logs, the chain."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from moderation.contacts.actions import contacts
from moderation.contacts.jobs import minding
from moderation.contacts.models import Contact
from schoolsocial.accounts.jobs import letters as delivering
from schoolsocial.accounts.models import Letter, Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of, make_person, run_sql, seen
from tests.contacts.noticing import PUPIL, noticed, own_account

NAME = "Alfie Thornbury-Quill"


@pytest.fixture
def contact(school: School, teacher: Person) -> Contact:
    return noticed(own_account(school, teacher), teacher)


@pytest.fixture
def the_head(school: School, head: Person) -> Person:
    with scope.school(school.pk):
        Membership.objects.filter(person=head).update(post="head")
    return head


def path_of(contact: Contact, part: str = "") -> str:
    return f"/st-catherine/notices/{contact.pk}/{part}"


def test_another_teacher_cannot_tell_that_there_is_a_notice(
    school: School, contact: Contact
) -> None:
    client = client_of(make_person(school, Role.TEACHER))
    there, nowhere = client.get(path_of(contact)), client.get("/st-catherine/notices/99/")

    assert (there.status_code, seen(there)) == (404, seen(nowhere))
    assert client.get("/st-catherine/notices/").status_code == 403
    assert PUPIL.encode() not in client.get("/st-catherine/notices/new/").content
    for part in ("blocked/", "seen/"):
        assert client.post(path_of(contact, part)).status_code == 404


def test_reporter_sees_their_steps_and_nothing_else(contact: Contact, teacher: Person) -> None:
    page = client_of(teacher).get(path_of(contact)).content.decode()

    assert "I have blocked it" in page
    for shut in ("On record about", "Who it is", "Close it", "incidents/"):
        assert shut not in page.split("<main")[1].split("</main")[0]


def test_other_school_gets_a_404(
    contact: Contact, other_head: Person, other_school: School
) -> None:
    client = client_of(other_head)

    assert client.get(path_of(contact)).status_code == 404
    elsewhere = path_of(contact).replace("st-catherine", other_school.slug)
    assert client.get(elsewhere).status_code == 404


def test_who_it_is_is_sealed_and_each_reading_is_on_record(
    contact: Contact, dsl: Person, the_head: Person, deputy: Person
) -> None:
    client_of(dsl).post(path_of(contact, "pupil/"), {"pupil": NAME})
    shut = client_of(dsl).get(path_of(contact)).content.decode()
    read = client_of(the_head).post(path_of(contact, "read/")).content.decode()
    with scope.school(contact.school_id):
        stored = bytes(Contact.objects.get().pupil)
        events = Event.objects.filter(verb="contact.pupil_read")
        readers = list(events.values_list("actor_id", flat=True))

    assert (NAME in shut, NAME in read, NAME.encode() in stored) == (False, True, False)
    assert readers == [the_head.pk]
    assert client_of(deputy).post(path_of(contact, "read/")).status_code == 404
    assert "Who it is" not in client_of(deputy).get(path_of(contact)).content.decode()


def test_sealed_name_opens_on_its_own_notice_alone(
    school: School, contact: Contact, teacher: Person, dsl: Person
) -> None:
    other = noticed(contact.account, teacher, handle="another_one")
    client = client_of(dsl)
    client.post(path_of(contact, "pupil/"), {"pupil": NAME})
    with scope.school(school.pk):
        run_sql(
            "UPDATE contacts_contact SET pupil = (SELECT pupil FROM contacts_contact WHERE id = %s)"
            " WHERE id = %s",
            contact.pk,
            other.pk,
        )

    answer = client.post(path_of(other, "read/"))

    assert (answer.status_code, NAME in answer.content.decode()) == (409, False)


def test_mails_logs_addresses_and_the_chain_say_nothing_of_it(
    school: School,
    contact: Contact,
    dsl: Person,
    the_head: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client_of(dsl).post(path_of(contact, "pupil/"), {"pupil": NAME})
    minding.mind(contact.due_at + timedelta(minutes=1))
    with scope.school(school.pk):
        rows = list(Letter.objects.values_list("school_id", "pk"))
        letters = list(Letter.objects.values_list("path", "kind"))
        events = [f"{one.verb} {one.payload}" for one in Event.objects.all()]
    for school_id, letter in rows:
        delivering.deliver(school_id, letter)

    sent = [f"{one.subject} {one.body}" for one in mail.outbox]
    assert sent
    for text in (*sent, *map(str, letters), *events, caplog.text):
        assert not [word for word in (PUPIL, NAME, contact.account.handle) if word in text], text
    assert not [text for text in (*sent, *map(str, letters)) if "upil" in text]


def test_incident_of_it_is_confidential(
    contact: Contact, dsl: Person, deputy: Person, teacher: Person
) -> None:
    incident = f"/st-catherine/incidents/{contact.incident_id}/"

    assert client_of(dsl).get(incident).status_code == 200
    assert client_of(deputy).get(incident).status_code == 404
    assert client_of(teacher).get(incident).status_code == 403


def test_notice_on_the_schools_account_is_blocked_by_leaders(
    school: School, head: Person, teacher: Person, dsl: Person
) -> None:
    from_school = noticed(own_account(school, head), teacher)
    page = client_of(teacher).get(path_of(from_school)).content.decode()
    with scope.school(school.pk):
        now = timezone.now()
        contacts.name_pupil(contact=from_school, who="", by=dsl, now=now)

    assert "You have done your part" in page
    assert client_of(teacher).post(path_of(from_school, "blocked/")).status_code == 404
