"""Incidents as PDF and as a table: those one may see, on record, no formula in them."""

from typing import Any

import pytest

from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.documents import pdf
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.documents import reading
from tests.documents.reading import squeezed
from tests.incidents.telling import reported


def chosen(school: School, person: Person, what: str, *ids: object) -> object:
    path = f"/{school.slug}/incidents/chosen/"
    return client_of(person).post(path, {"incident": [str(one) for one in ids], "what": what})


def told(answer: Any) -> str:
    """The words of either file, squeezed."""
    if answer["Content-Type"] == "application/pdf":
        return reading.words(answer.content)
    return squeezed(answer.content.decode())


@pytest.mark.parametrize("what", ["pdf", "csv"])
def test_those_ticked_are_handed_out_and_each_is_on_record(
    school: School, teacher: Person, head: Person, what: str
) -> None:
    one = reported(school, teacher, words="First words")
    other = reported(school, teacher, "complaint", words="Second words")
    reported(school, teacher, words="Third words")

    answer = chosen(school, head, what, one.pk, other.pk)

    said = told(answer)
    assert "Firstwords" in said
    assert "Secondwords" in said
    assert "Thirdwords" not in said
    with scope.school(school.pk):
        read = Event.objects.filter(verb="incident.read").values_list("object_id", flat=True)
        assert set(read) == {one.pk, other.pk}
        assert one.entries.get(kind="exported").what == what


@pytest.mark.parametrize("what", ["pdf", "csv"])
def test_confidential_ones_are_not_among_them_for_others(
    school: School, teacher: Person, head: Person, dsl: Person, what: str
) -> None:
    open_one = reported(school, teacher, words="Open words")
    secret = reported(school, teacher, "disclosure", words="Secret words")

    theirs = told(chosen(school, head, what, open_one.pk, secret.pk))
    leads = told(chosen(school, dsl, what, open_one.pk, secret.pk))

    assert ("Secretwords" in theirs, "Secretwords" in leads) == (False, True)


def test_another_schools_are_not_among_them(
    school: School, other_school: School, head: Person
) -> None:
    there = reported(other_school, None, "outside", words="Their words")

    answer = chosen(school, head, "csv", there.pk)

    assert answer.status_code == 302  # type: ignore[attr-defined]
    with scope.school(other_school.pk):
        assert not Event.objects.filter(verb="incident.read").exists()


@pytest.mark.parametrize("ids", [(), ("x",), ("9" * 30,), ("-1",), range(1, 10)])
def test_rubbish_ticks_hand_out_nothing(
    school: School, head: Person, ids: tuple[object, ...]
) -> None:
    answer = chosen(school, head, "pdf", *ids)

    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert answer["Location"] == f"/{school.slug}/incidents/"  # type: ignore[index]


def test_table_says_which_incident_each_line_is_of_and_holds_no_formula(
    school: School, teacher: Person, head: Person
) -> None:
    incident = reported(school, teacher, words="=1+1")

    path = f"/{school.slug}/incidents/{incident.pk}/export/"
    table = client_of(head).post(path).content.decode("utf-8-sig")

    assert table.startswith("Incident,Kind,When,What,Words")
    assert f"\r\n{incident.pk},Offensive remarks," in table
    assert "'=1+1" in table


def test_pdf_holds_everything_and_opens_by_post_alone(
    school: School, teacher: Person, dsl: Person
) -> None:
    incident = reported(school, teacher, "disclosure", words="A child told me 😢 #panic()")
    path = f"/{school.slug}/incidents/{incident.pk}/pdf/"
    client = client_of(dsl)

    assert client.get(path).status_code == 405
    answer = client.post(path)

    said = reading.words(answer.content)
    assert answer["Content-Disposition"] == f'attachment; filename="incident-{incident.pk}.pdf"'
    for one in ("A child told me [crying face] #panic()", "Evidence", school.name, "Page 1 of 1"):
        assert squeezed(one) in said
    assert squeezed(f"Number {incident.pk}") in said
    assert b"<pdfuaid:part>1<" in answer.content


def test_pdf_of_a_confidential_one_is_not_there_for_others_and_leaves_no_trace(
    school: School, teacher: Person, head: Person
) -> None:
    secret = reported(school, teacher, "disclosure", words="Secret words")

    answer = client_of(head).post(f"/{school.slug}/incidents/{secret.pk}/pdf/")

    assert answer.status_code == 404
    with scope.school(school.pk):
        assert not secret.entries.filter(kind="exported").exists()


def test_pdf_is_on_record_in_plain_words(school: School, teacher: Person, head: Person) -> None:
    incident = reported(school, teacher)
    client, path = client_of(head), f"/{school.slug}/incidents/{incident.pk}/"

    client.post(f"{path}pdf/")

    assert "saved it as a PDF" in client.get(path).content.decode()


def test_what_is_too_long_for_a_pdf_is_said_and_not_on_record(
    school: School, teacher: Person, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = reported(school, teacher)
    monkeypatch.setattr(pdf, "LARGEST", 10)

    answer = client_of(head).post(f"/{school.slug}/incidents/{incident.pk}/pdf/", follow=True)

    assert "This is too long for one PDF." in answer.content.decode()
    with scope.school(school.pk):
        assert not Event.objects.filter(verb="incident.exported").exists()
