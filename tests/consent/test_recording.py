"""The office enters a class: only what changed, once, and never over what somebody else wrote."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from consent.models import Consent, Guardian, Pupil, SchoolClass
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, in_scope, make_person
from tests.consent.families import (
    PDF,
    answer,
    class_of_today,
    make_guardian,
    make_paper,
    make_pupil,
)
from tests.fixtures.sandbox import drawn_picture

TODAY = timezone.localdate


@pytest.fixture
def oak(school: School) -> SchoolClass:
    with in_scope(school.pk):
        return class_of_today(school)


@pytest.fixture
def pupil(school: School, oak: SchoolClass) -> Pupil:
    with in_scope(school.pk):
        return make_pupil(school, school_class=oak)


@pytest.fixture
def mother(school: School, pupil: Pupil) -> Guardian:
    with in_scope(school.pk):
        return make_guardian(pupil, first=True)


@pytest.fixture
def browser(office: Person) -> Client:
    return client_of(office)


def row(pupil: Pupil, given: str, who: object, *, seen: int = 0, **more: Any) -> dict[str, Any]:
    """What one row of the class page sends."""
    sent = {"answer": given, "who": getattr(who, "pk", who), "seen": seen, **more}
    return {f"{pupil.pk}-{name}": value for name, value in sent.items()}


def save(browser: Client, oak: SchoolClass, *rows: dict[str, Any], query: str = "") -> Any:
    sent: dict[str, Any] = {"given_on": TODAY().isoformat()}
    for one in rows:
        sent |= one
    return browser.post(f"/{oak.school.slug}/consent/classes/{oak.pk}/{query}", sent)


def answers_of(pupil: Pupil) -> list[tuple[str, str]]:
    with in_scope(pupil.school_id):
        rows = Consent.objects.filter(pupil=pupil).order_by("id")
        return list(rows.values_list("answer", "purpose__code"))


def test_only_rows_with_an_answer_are_written(
    school: School, browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    with in_scope(school.pk):
        untouched = make_pupil(school, "Josh", school_class=oak)

    response = save(browser, oak, row(pupil, "yes", mother), row(untouched, "", "child"))

    assert response.status_code == 302
    assert answers_of(pupil) == [("yes", "social-media")]
    assert answers_of(untouched) == []


def test_row_says_who_answered_how_and_when(
    browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian, office: Person
) -> None:
    save(browser, oak, row(pupil, "limited", mother, limits=["no-name", "group-only"]))

    with in_scope(oak.school_id):
        given = Consent.objects.get(pupil=pupil)
        assert (given.guardian, given.recorded_by, given.method) == (mother, office, "paper")
        assert (given.limits, given.given_on) == (["group-only", "no-name"], TODAY())


def test_limited_without_limits_saves_nothing_of_the_page(
    school: School, browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    with in_scope(school.pk):
        josh = make_pupil(school, "Josh", school_class=oak)
        father = make_guardian(josh)

    response = save(browser, oak, row(pupil, "limited", mother), row(josh, "yes", father))

    assert response.status_code == 422
    assert b"Tick which limits" in response.content
    assert answers_of(pupil) == answers_of(josh) == []


def test_child_says_no_but_not_yes(
    browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    refused = save(browser, oak, row(pupil, "yes", "child"))
    save(browser, oak, row(pupil, "no", "child"))

    assert refused.status_code == 422
    assert answers_of(pupil) == [("no", "social-media")]


def test_other_tab_is_not_overwritten_and_says_what_happened(
    school: School, browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    with in_scope(school.pk):
        josh = make_pupil(school, "Josh", school_class=oak)
        father = make_guardian(josh)
        colleague = make_person(school, Role.OFFICE, name="Cara Colleague")
        answer(pupil, "no", mother, by=colleague, given_on=TODAY(), now=timezone.now())

    response = save(browser, oak, row(pupil, "yes", mother), row(josh, "yes", father))
    page = response.content.decode()

    assert response.status_code == 409
    assert "Cara Colleague recorded “No”" in page
    assert "1 answer saved." in page
    assert answers_of(pupil) == [("no", "social-media")]
    assert answers_of(josh) == [("yes", "social-media")]


def test_row_saved_again_after_looking_is_taken(
    browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian, office: Person
) -> None:
    with in_scope(oak.school_id):
        last = answer(pupil, "no", mother, by=office, given_on=TODAY(), now=timezone.now())

    save(browser, oak, row(pupil, "yes", mother, seen=last.pk))

    assert [given for given, _ in answers_of(pupil)] == ["no", "yes"]


def test_page_sent_twice_is_one_answer(
    browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    responses = [save(browser, oak, row(pupil, "yes", mother)) for _ in range(2)]

    assert [response.status_code for response in responses] == [302, 302]
    assert len(answers_of(pupil)) == 1


def test_purpose_of_the_address_is_the_one_answered(
    browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    save(browser, oak, row(pupil, "yes", mother), query="?purpose=website")
    unknown = save(browser, oak, row(pupil, "yes", mother), query="?purpose=rumours")

    assert answers_of(pupil) == [("yes", "website")]
    assert unknown.status_code == 404


def test_day_to_come_is_refused(
    browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    tomorrow = {"given_on": (TODAY() + timedelta(days=1)).isoformat()}

    response = save(browser, oak, row(pupil, "yes", mother), tomorrow)

    assert response.status_code == 422
    assert answers_of(pupil) == []


def test_stranger_in_a_row_is_refused(
    school: School, browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    with in_scope(school.pk):
        stranger = make_guardian(make_pupil(school, "Josh"))

    response = save(browser, oak, row(pupil, "yes", stranger))

    assert response.status_code == 422
    assert answers_of(pupil) == []


def test_filter_shows_only_those_without_a_reply(
    school: School, browser: Client, oak: SchoolClass, pupil: Pupil, mother: Guardian
) -> None:
    with in_scope(school.pk):
        make_pupil(school, "Josh", school_class=oak)
    save(browser, oak, row(pupil, "yes", mother))

    page = browser.get(f"/{school.slug}/consent/classes/{oak.pk}/?only=no-reply").content.decode()

    assert "Josh Brown" in page
    assert "Amelia Brown" not in page


def test_form_of_one_child_answers_several_purposes_with_its_scan(
    school: School, browser: Client, pupil: Pupil, mother: Guardian, office: Person
) -> None:
    sent = form_of(mother, paper=SimpleUploadedFile("form.pdf", PDF))
    browser.post(f"/{school.slug}/consent/pupils/{pupil.pk}/", sent)

    assert answers_of(pupil) == [("yes", "social-media"), ("no", "website")]
    with in_scope(school.pk):
        papers = [one.documents.get() for one in Consent.objects.filter(pupil=pupil)]
        assert {paper.media_type for paper in papers} == {"application/pdf"}


@pytest.mark.parametrize(
    "content",
    [b"<svg onload=alert(1)>", b"MZ\x90", b"<html>", b"%PD", b"", b"%PDF-" + b"x" * 11**7],
)
def test_file_that_is_no_paper_keeps_no_answer(
    school: School, browser: Client, pupil: Pupil, mother: Guardian, content: bytes
) -> None:
    sent = form_of(mother, paper=SimpleUploadedFile("form.pdf", content))

    response = browser.post(f"/{school.slug}/consent/pupils/{pupil.pk}/", sent)

    assert response.status_code in {409, 422}
    assert answers_of(pupil) == []


def test_photo_of_a_form_is_taken_by_what_it_is(
    school: School, browser: Client, pupil: Pupil, mother: Guardian
) -> None:
    sent = form_of(mother, paper=SimpleUploadedFile("form.pdf", drawn_picture()))

    browser.post(f"/{school.slug}/consent/pupils/{pupil.pk}/", sent)

    with in_scope(school.pk):
        first = Consent.objects.filter(pupil=pupil).first()
        assert first
        assert first.documents.get().media_type == "image/jpeg"


def test_paper_is_handed_out_as_a_file_to_the_office_alone(
    school: School, browser: Client, office: Person, teacher: Person, dsl: Person, head: Person
) -> None:
    with in_scope(school.pk):
        paper = make_paper(school, office)
    path = f"/{school.slug}/consent/papers/{paper.token}/"

    response = browser.get(path)

    assert response.content == PDF
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")
    others = [client_of(person).get(path).status_code for person in (teacher, dsl, head)]
    assert others == [403, 403, 403]


def test_withdrawal_takes_two_clicks(
    school: School, browser: Client, pupil: Pupil, mother: Guardian, office: Person
) -> None:
    with in_scope(school.pk):
        answer(pupil, "yes", mother, by=office, given_on=TODAY(), now=timezone.now())
    path = f"/{school.slug}/consent/pupils/{pupil.pk}/"
    first = f"{path}withdraw/?who={mother.pk}"
    assert f"?who={mother.pk}" in browser.get(path).content.decode()
    asked = browser.get(first).context["form"]

    browser.post(first, {"purposes": asked["purposes"].value(), "method": "phone"})

    with in_scope(school.pk):
        last = Consent.objects.filter(pupil=pupil, purpose__code="social-media").latest("id")
        assert (last.is_withdrawal, last.guardian, last.method) == (True, mother, "phone")
        assert Consent.objects.filter(pupil=pupil, is_withdrawal=True).count() == 6


def test_stranger_cannot_withdraw(school: School, browser: Client, pupil: Pupil) -> None:
    with in_scope(school.pk):
        stranger = make_guardian(make_pupil(school, "Josh"))

    path = f"/{school.slug}/consent/pupils/{pupil.pk}/withdraw/?who={stranger.pk}"

    assert browser.get(path).status_code == 404


def test_carer_is_added_and_the_first_is_written_to(
    school: School, browser: Client, pupil: Pupil
) -> None:
    for name in ("Bea Brown", "Ben Brown"):
        browser.post(
            f"/{school.slug}/consent/pupils/{pupil.pk}/carers/add/",
            {
                "name": name,
                "relationship": "mother",
                "parental_responsibility": "yes",
                "language": "pl",
            },
        )

    with in_scope(school.pk):
        held = pupil.guardianships.order_by("id").values_list("guardian__name", "first_contact")
        assert list(held) == [("Bea Brown", True), ("Ben Brown", False)]


def test_child_is_found_by_part_of_a_name_and_no_name_stands_in_the_address(
    school: School, browser: Client, pupil: Pupil
) -> None:
    response = browser.post(f"/{school.slug}/consent/find/", {"name": "ame bro"})

    assert f"/consent/pupils/{pupil.pk}/" in response.content.decode()
    assert browser.get(f"/{school.slug}/consent/find/?name=Amelia").status_code == 405


def form_of(mother: Guardian, **more: Any) -> dict[str, Any]:
    """A form as the child's page sends it."""
    return {
        "who": mother.pk,
        "given_on": TODAY().isoformat(),
        "method": "paper",
        "social-media-answer": "yes",
        "website-answer": "no",
        **more,
    }
