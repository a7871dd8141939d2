"""An evidence pack is made by few, kept as it was and handed out on record."""

from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.documents import pdf
from schoolsocial.governance.actions import evidence as actions
from schoolsocial.governance.models import EvidencePack
from schoolsocial.tenancy import scope
from tests.cast import as_owner, client_of, make_person, run_sql
from tests.documents import reading
from tests.governance import packs
from tests.governance.packs import About, make
from tests.incidents.telling import reported
from tests.posts import adopt_policy

PACKS = "/st-catherine/governance/evidence/"


@pytest.fixture(autouse=True)
def _policy(school: School, head: Person, teacher: Person) -> None:
    adopt_policy(school)


@pytest.fixture
def client(head: Person) -> Client:
    return client_of(head)


def test_event_that_was_changed_is_told_on_the_cover_and_in_the_list(
    school: School, head: Person, client: Client
) -> None:
    with as_owner(without_triggers=True):
        run_sql(
            "UPDATE audit_event SET verb = 'else' WHERE school_id = %s AND sequence = 1", school.pk
        )

    pack = make(school, head)

    assert pack.troubles == 1
    assert "Notasitwaswritten:1trouble" in reading.words(packs.files(pack)["cover.pdf"])
    assert "The audit chain was not as it was written." in client.get(PACKS).content.decode()


def test_later_events_and_rows_do_not_change_a_pack(
    school: School, head: Person, teacher: Person
) -> None:
    pack = make(school, head)
    before = sha256(bytes(pack.content)).hexdigest()
    reported(school, teacher)

    with scope.school(school.pk):
        kept = EvidencePack.objects.get(pk=pack.pk)
    assert sha256(bytes(kept.content)).hexdigest() == before == kept.digest


@pytest.mark.parametrize("role", [Role.SLT, Role.DSL])
def test_leader_or_safeguarding_lead_makes_and_takes_one_on_record(
    school: School, head: Person, role: Role
) -> None:
    person = make_person(school, role)
    client = client_of(person)
    make(school, head, About.FOLLOWERS)

    answer = client.post(f"{PACKS}make/", {"period": "2026", "about": "followers"}, follow=True)
    assert "The pack is made." in answer.content.decode()
    with scope.school(school.pk):
        pack = EvidencePack.objects.get(made_by=person)
    taken = client.get(f"{PACKS}{pack.pk}/")

    assert sha256(taken.content).hexdigest() == pack.digest
    assert taken["Content-Type"] == "application/zip"
    with scope.school(school.pk):
        verbs = Event.objects.filter(object_type="evidencepack", object_id=pack.pk)
        assert list(verbs.order_by("sequence").values_list("verb", "actor_id")) == [
            ("governance.evidence_made", person.pk),
            ("governance.evidence_taken", person.pk),
        ]


@pytest.mark.parametrize("role", [Role.TEACHER, Role.OFFICE, Role.GOVERNOR, Role.ADMIN])
def test_nobody_else_sees_packs(school: School, head: Person, role: Role) -> None:
    pack = make(school, head, About.FOLLOWERS)
    client = client_of(make_person(school, role))

    for address in (PACKS, f"{PACKS}{pack.pk}/"):
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN
    assert client.post(f"{PACKS}make/").status_code == HTTPStatus.FORBIDDEN


def test_another_schools_pack_is_not_there(
    school: School, other_school: School, client: Client
) -> None:
    theirs = make_person(other_school, Role.SLT)
    adopt_policy(other_school)
    pack = make(other_school, theirs, About.FOLLOWERS)

    assert client.get(f"{PACKS}{pack.pk}/").status_code == HTTPStatus.NOT_FOUND
    with scope.school(other_school.pk):
        assert not Event.objects.filter(verb="governance.evidence_taken").exists()


def test_nothing_counted_makes_no_pack_and_says_so(school: School, client: Client) -> None:
    assert "Nothing has been counted yet" in client.get(PACKS).content.decode()
    answer = client.post(f"{PACKS}make/", {"period": "2026"}, follow=True)

    assert "Nothing has been counted yet." in answer.content.decode()
    with scope.school(school.pk):
        assert not EvidencePack.objects.exists()


def test_no_more_than_a_handful_a_day(
    school: School, head: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(school, head, About.FOLLOWERS)
    monkeypatch.setattr(actions, "MOST_A_DAY", 1)

    answer = client.post(f"{PACKS}make/", {"period": "2026"}, follow=True)

    assert "1 pack was made within a day." in answer.content.decode()


def test_pdf_that_cannot_be_made_is_said_and_nothing_is_kept(
    school: School, head: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(school, head, About.FOLLOWERS)
    monkeypatch.setattr(pdf, "LARGEST", 10)

    answer = client.post(f"{PACKS}make/", {"period": "2026"}, follow=True)

    assert "too long for one PDF" in answer.content.decode()
    with scope.school(school.pk):
        assert EvidencePack.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE governance_evidencepack SET name = 'Else'",
        "UPDATE governance_evidencepack SET content = 'x'",
        "DELETE FROM governance_evidencepack",
        "TRUNCATE governance_evidencepack",
    ],
)
def test_pack_is_never_changed(school: School, head: Person, change: str) -> None:
    make(school, head, About.FOLLOWERS)

    with scope.school(school.pk), pytest.raises(DatabaseError), transaction.atomic():
        run_sql(change)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("evidence_is_its_digest", {"digest": "0" * 64}),
        ("evidence_known_subject", {"about": "pupils"}),
        ("evidence_after_its_count", {"counted_at": timedelta(days=1)}),
    ],
)
def test_database_refuses_what_no_pack_is(
    school: School, head: Person, constraint: str, wrong: dict[str, Any]
) -> None:
    now = timezone.now()
    given: dict[str, Any] = {"about": "policy", "counted_at": timedelta(0)} | wrong
    given.setdefault("digest", sha256(b"x").hexdigest())
    with (
        scope.school(school.pk),
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
    ):
        run_sql(
            "INSERT INTO governance_evidencepack (school_id, period, name, about, as_of, "
            "counted_at, made_by_id, events, head, troubles, content, digest) "
            "VALUES (%s, '2026', '2026/27', %s, %s, %s, %s, 0, '', 0, 'x', %s)",
            school.pk, given["about"], now, now + given["counted_at"], head.pk, given["digest"],
        )  # fmt: skip


def test_list_asks_the_database_no_more_than_fifteen_times(
    school: School, head: Person, client: Client, django_assert_max_num_queries: Any
) -> None:
    for about in (About.FOLLOWERS, About.POLICY, About.INCIDENTS):
        make(school, head, about)
    client.get(PACKS)  # the session of a new browser is written once

    with django_assert_max_num_queries(15):
        page = client.get(PACKS).content.decode()

    assert page.count("Download the ZIP") == 3
