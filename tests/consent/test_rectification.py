"""Putting an entry right leaves a history of what changed; what it held is in no record."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.actions import guardians
from consent.actions.guardians import Carer
from consent.actions.pupils import as_of
from consent.models import SOCIAL_MEDIA, Guardian, Pupil, RegisterChange
from consent.queries.showing import may_all_be_shown
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope
from tests.consent.families import TODAY, answer, make_guardian, make_pupil

SENT = {
    "name": "Beatrice Brown",
    "relationship": "mother",
    "parental_responsibility": "yes",
    "email": "new@family.example",
    "phone": "",
    "language": "en",
}


@pytest.fixture(autouse=True)
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school, born_on=date(2018, 3, 27))


@pytest.fixture
def mother(pupil: Pupil) -> Guardian:
    return make_guardian(pupil, email="old@family.example", first=True)


@pytest.fixture
def client(office: Person) -> Client:
    return client_of(office)


def carer_page(pupil: Pupil, guardian: Guardian) -> str:
    return reverse("consent:edit_carer", args=[pupil.school.slug, pupil.pk, guardian.pk])


def entry(client: Client, pupil: Pupil) -> str:
    return client.get(
        reverse("consent:roll_pupil", args=[pupil.school.slug, pupil.pk])
    ).content.decode()


def payloads() -> str:
    return " ".join(str(event.payload) for event in Event.objects.all())


def test_entry_says_which_fields_and_the_record_no_value(client: Client, pupil: Pupil) -> None:
    address = reverse("consent:roll_edit", args=[pupil.school.slug, pupil.pk])
    sent: dict[str, Any] = {
        "admission_number": pupil.admission_number,
        "legal_forename": "Amelie",
        "legal_surname": "Brown",
        "year_group": "3",
        "born_on": "2018-03-28",
        "seen": as_of(pupil),
    }

    answered = client.post(address, sent)

    assert answered.status_code == 302
    assert "corrected (legal forename, date of birth)" in entry(client, pupil)
    assert not any(value in payloads() for value in ("Amelie", "Amelia", "2018"))


def test_carer_is_put_right(client: Client, pupil: Pupil, mother: Guardian) -> None:
    shown = client.get(carer_page(pupil, mother)).content.decode()
    assert 'value="old@family.example"' in shown

    answered = client.post(carer_page(pupil, mother), SENT)

    assert answered.status_code == 302
    mother.refresh_from_db()
    assert (mother.name, mother.email) == ("Beatrice Brown", "new@family.example")
    assert "parent or carer corrected (name, e-mail)" in entry(client, pupil)
    event = Event.objects.get(verb="guardian.corrected")
    assert event.payload == {"pupil": pupil.pk, "fields": ["name", "email"]}


def test_nothing_changed_is_nothing_on_record(
    client: Client, pupil: Pupil, mother: Guardian
) -> None:
    client.post(carer_page(pupil, mother), SENT | {"name": mother.name, "email": mother.email})

    assert not Event.objects.filter(verb="guardian.corrected").exists()


def test_lost_responsibility_counts_at_once_and_is_told(
    pupil: Pupil, mother: Guardian, office: Person
) -> None:
    answer(pupil, "yes", mother, by=office)
    assert may_all_be_shown([pupil.pk], day=TODAY, purpose=SOCIAL_MEDIA)
    RegisterChange.objects.all().delete()
    bond = pupil.guardianships.get()

    changed = guardians.correct(
        bond=bond,
        carer=Carer(
            name=mother.name,
            email=mother.email,
            relationship="mother",
            parental_responsibility=False,
        ),
        by=office,
        now=timezone.now(),
    )

    assert changed == ["parental_responsibility"]
    assert not may_all_be_shown([pupil.pk], day=TODAY, purpose=SOCIAL_MEDIA)
    assert RegisterChange.objects.get().pupil == pupil


def test_history_of_a_sibling_is_its_own(
    client: Client, school: School, pupil: Pupil, mother: Guardian
) -> None:
    sibling = make_pupil(school, "Josh")
    client.post(carer_page(pupil, mother), SENT)

    assert "parent or carer corrected" not in entry(client, sibling)


def test_who_is_not_the_childs_is_a_404(client: Client, school: School, pupil: Pupil) -> None:
    stranger = make_guardian(make_pupil(school, "Josh"), name="Somebody Else")

    assert client.get(carer_page(pupil, stranger)).status_code == 404
