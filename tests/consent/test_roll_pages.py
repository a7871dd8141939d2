"""The office's pages of the roll."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.actions import imports
from consent.actions.pupils import as_of
from consent.models import Pupil, RegisterChange, RollImport
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.documents import tables
from tests.cast import client_of, in_scope
from tests.consent.families import make_class, make_guardian, make_pupil
from tests.consent.rolls import csv, upload

AMELIA = "000101,B801200005001,Amelia,Brown,14/02/2019,Year 3,3 Oak,"


@pytest.fixture(autouse=True)
def here(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


@pytest.fixture
def client(office: Person) -> Client:
    return client_of(office)


def at(school: School, name: str, **where: Any) -> str:
    return reverse(f"consent:{name}", kwargs={"school": school.slug, **where})


def searched(client: Client, school: School, words: str) -> str:
    response = client.post(at(school, "roll"), {"q": words})
    assert response.status_code == 200
    return response.content.decode()


def page(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def this_year() -> int:
    today = timezone.localdate()
    return today.year if today.month >= 9 else today.year - 1


def sent(client: Client, school: School, content: bytes, name: str = "roll.csv") -> Any:
    return client.post(at(school, "roll_import"), {"file": upload(content, name)})


def to_preview(client: Client, school: School, covers: str = "part") -> RollImport:
    made = RollImport.objects.get(state=RollImport.State.PREVIEWED)
    chosen = {**made.mapping, "covers": covers}
    replied = client.post(at(school, "roll_columns", pk=made.pk), chosen)
    assert replied.status_code == 302, replied.content.decode()
    return made


def test_empty_roll_says_what_to_do(client: Client, school: School) -> None:
    assert "Nobody is on the roll yet" in page(client, at(school, "roll"))


def test_roll_shows_classes_then_children(client: Client, school: School) -> None:
    group = make_class(school, academic_year=this_year())
    make_pupil(school, school_class=group)

    assert "3 Oak" in page(client, at(school, "roll"))
    assert "Amelia Brown" in page(client, at(school, "roll") + f"?class={group.pk}")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zoe", True),
        ("ZOË o'n", True),
        ("oneill", True),
        ("o neill", True),
        ("neill zo", True),
        ("zzz", False),
    ],
)
def test_search_minds_no_accents_or_apostrophes(
    client: Client, school: School, words: str, found: bool
) -> None:
    make_pupil(school, "Zoë", "O'Neill")

    assert ("Zoë" in searched(client, school, words)) is found


def test_search_knows_nicknames(client: Client, school: School) -> None:
    make_pupil(school, "Joshua", "Khan")

    assert "Joshua Khan" in searched(client, school, "josh")
    assert "Joshua Khan" not in searched(client, school, "sam")


def test_typing_gets_the_list_alone(client: Client, school: School) -> None:
    make_pupil(school)

    part = client.post(at(school, "roll"), {"q": "amel"}, headers={"HX-Request": "true"})

    assert "Amelia" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_pupil_page_shows_the_entry_and_its_contacts(client: Client, school: School) -> None:
    pupil = make_pupil(school)
    Pupil.objects.update(upn="A801200005001")
    make_guardian(pupil, email="bea@example.com", first=True)

    shown = page(client, at(school, "roll_pupil", pk=pupil.pk))

    assert "not a valid UPN" in shown
    assert "bea@example.com" in shown


def seen(pupil: Pupil) -> dict[str, str]:
    """What the page sends back of the entry it showed."""
    return {"seen": as_of(Pupil.objects.get(pk=pupil.pk))}


def test_correction_is_saved_and_on_record_without_its_words(
    client: Client, school: School, office: Person
) -> None:
    pupil = make_pupil(school)
    corrected = {
        "legal_forename": "Amelie",
        "legal_surname": "Brown",
        "year_group": "3",
        "admission_number": pupil.admission_number,
        "upn": "b8012 00005001",
    }

    replied = client.post(at(school, "roll_edit", pk=pupil.pk), corrected | seen(pupil))

    assert replied.status_code == 302, replied.content.decode()
    pupil.refresh_from_db()
    assert (pupil.legal_forename, pupil.upn) == ("Amelie", "B801200005001")
    event = Event.objects.get(verb="pupil.corrected")
    assert event.payload == {"fields": ["upn", "legal_forename"]}


def test_correction_of_a_name_keeps_last_years_class(client: Client, school: School) -> None:
    old = make_class(school, academic_year=this_year() - 1)
    pupil = make_pupil(school, school_class=old)
    corrected = {
        "legal_forename": "Amelie",
        "year_group": "3",
        "admission_number": pupil.admission_number,
        "school_class": old.pk,
    }

    client.post(at(school, "roll_edit", pk=pupil.pk), corrected | seen(pupil))

    pupil.refresh_from_db()
    assert (pupil.legal_forename, pupil.school_class) == ("Amelie", old)


def test_page_opened_before_an_import_does_not_take_it_back(client: Client, school: School) -> None:
    pupil = make_pupil(school)
    form = page(client, at(school, "roll_edit", pk=pupil.pk))
    shown = {"seen": re.findall(r'name="seen" value="([^"]+)"', form)[0]}
    Pupil.objects.update(legal_surname="Khan", changed_at=timezone.now())  # as an import writes
    corrected = {
        "legal_forename": "Amelie",
        "legal_surname": "Brown",
        "year_group": "3",
        "admission_number": pupil.admission_number,
    }

    replied = client.post(at(school, "roll_edit", pk=pupil.pk), corrected | shown)

    assert replied.status_code == 422
    assert "changed while you had it open" in replied.content.decode()
    pupil.refresh_from_db()
    assert (pupil.legal_forename, pupil.legal_surname) == ("Amelia", "Khan")


def test_number_of_another_child_is_refused(client: Client, school: School) -> None:
    pupil, other = make_pupil(school), make_pupil(school, "Josh")
    wrong = {
        "legal_forename": "Amelia",
        "year_group": "3",
        "admission_number": other.admission_number,
    }

    replied = client.post(at(school, "roll_edit", pk=pupil.pk), wrong | seen(pupil))

    assert replied.status_code == 422
    assert "Another child of the school has this admission number" in replied.content.decode()


def test_leaver_is_marked_and_told_to_posts(client: Client, school: School) -> None:
    pupil = make_pupil(school)

    client.post(at(school, "roll_left", pk=pupil.pk), {"last_day": timezone.localdate()})

    pupil.refresh_from_db()
    assert pupil.left_on == timezone.localdate()
    assert RegisterChange.objects.get().kind == RegisterChange.Kind.LEFT


def test_last_day_to_come_is_refused(client: Client, school: School) -> None:
    pupil = make_pupil(school)
    later = timezone.localdate() + timedelta(days=3)

    replied = client.post(at(school, "roll_left", pk=pupil.pk), {"last_day": later})

    assert replied.status_code == 409
    assert "still to come" in replied.content.decode()


@pytest.mark.parametrize(("how", "is_new_stay"), [("back", True), ("mistake", False)])
def test_leaver_is_put_on_the_roll_again(
    client: Client, school: School, how: str, is_new_stay: bool
) -> None:
    pupil = make_pupil(school)
    Pupil.objects.update(left_on=timezone.localdate() - timedelta(days=9))

    client.post(at(school, "roll_back", pk=pupil.pk), {"how": how})

    pupil.refresh_from_db()
    assert pupil.left_on is None
    assert (pupil.joined_on == timezone.localdate()) is is_new_stay


def test_import_from_file_to_undo(client: Client, school: School) -> None:
    replied = sent(client, school, csv(AMELIA))
    made = RollImport.objects.get()
    assert replied["Location"] == at(school, "roll_columns", pk=made.pk)
    assert "Legal forename" in page(client, replied["Location"])

    to_preview(client, school)
    shown = page(client, at(school, "roll_preview", pk=made.pk))
    assert "Amelia Brown" in shown
    assert not Pupil.objects.exists()

    made.refresh_from_db()
    client.post(at(school, "roll_apply", pk=made.pk), {"digest": made.digest})
    assert Pupil.objects.get().legal_forename == "Amelia"
    assert "Imported" in page(client, at(school, "roll_result", pk=made.pk))

    client.post(at(school, "roll_undo", pk=made.pk))
    assert not Pupil.objects.exists()
    assert "Undone" in page(client, at(school, "roll_result", pk=made.pk))


def test_without_the_digest_of_a_preview_nothing_is_written(client: Client, school: School) -> None:
    sent(client, school, csv(AMELIA))

    client.post(at(school, "roll_apply", pk=RollImport.objects.get().pk))

    assert not Pupil.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 rubbish", "damaged"),
        (b"Dear all", "names of columns"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_rubbish_is_refused_with_a_reason(
    client: Client, school: School, content: bytes, says: str
) -> None:
    replied = sent(client, school, content)

    assert replied.status_code == 422
    assert says in replied.content.decode()
    assert not RollImport.objects.exists()


def test_file_too_large_is_refused(
    client: Client, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent.actions.imports.MAX_BYTES", 10)

    replied = sent(client, school, csv(AMELIA))

    assert replied.status_code == 422
    assert "larger than" in replied.content.decode()


def test_many_leavers_raise_an_alarm(client: Client, school: School) -> None:
    for number in range(5):
        make_pupil(school, f"Child {number}")
    sent(client, school, csv(AMELIA))

    made = to_preview(client, school, covers="whole")

    assert "5 of 5 children would be leavers" in page(
        client, at(school, "roll_preview", pk=made.pk)
    )


def test_column_chosen_twice_is_refused(client: Client, school: School) -> None:
    sent(client, school, csv(AMELIA))
    made = RollImport.objects.get()
    wrong = {"legal_forename": "Class", "class_name": "Class", "covers": "part"}

    replied = client.post(at(school, "roll_columns", pk=made.pk), wrong)

    assert replied.status_code == 422
    assert "chosen twice" in replied.content.decode()


def test_remarks_are_a_table_that_stays_words(client: Client, school: School) -> None:
    sent(client, school, csv(AMELIA.replace("Year 3", "=2+5")))
    made = to_preview(client, school)
    page(client, at(school, "roll_preview", pk=made.pk))

    table = client.get(at(school, "roll_remarks", pk=made.pk)).content.decode("utf-8-sig")

    assert table.splitlines()[0] == "Row,Left out,Column,In the file,What there is to say"
    assert "2,no,Year group,'=2+5," in table


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1"])
def test_no_value_becomes_a_formula(value: str) -> None:
    assert tables.safe(value).startswith("'")


def test_dropped_file_is_gone(client: Client, school: School) -> None:
    sent(client, school, csv(AMELIA))

    client.post(at(school, "roll_drop", pk=RollImport.objects.get().pk))

    assert not RollImport.objects.exists()


def test_new_year_moves_everybody_on_and_can_be_undone(client: Client, school: School) -> None:
    oak = make_class(school, "3 Oak", this_year() - 1)
    ash = make_class(school, "6 Ash", this_year() - 1)
    amelia = make_pupil(school, school_class=oak)
    leaver = make_pupil(school, "Zac", school_class=ash, year_group="6")
    assert 'value="4 Oak"' in page(client, at(school, "roll_new_year"))

    shown = {f"{oak.pk}-3": "4 Oak", f"{ash.pk}-6": "", "year_six_leaves": "on"}
    client.post(at(school, "roll_new_year"), shown)

    amelia.refresh_from_db()
    leaver.refresh_from_db()
    assert amelia.school_class is not None
    assert (amelia.year_group, amelia.school_class.name) == ("4", "4 Oak")
    assert amelia.school_class.academic_year == this_year()
    assert leaver.left_on is not None
    assert leaver.left_on.isoformat() == f"{this_year()}-08-31"
    assert RegisterChange.objects.get().pupil == leaver
    assert (
        "all children are in the new academic year"
        in page(client, at(school, "roll_new_year")).lower()
    )

    imports.undo(roll_import=RollImport.objects.get(), by=None, now=timezone.now())
    amelia.refresh_from_db()
    leaver.refresh_from_db()
    assert (amelia.year_group, amelia.school_class_id) == ("3", oak.pk)
    assert leaver.left_on is None


def test_group_without_a_new_class_is_outside_classes(client: Client, school: School) -> None:
    mixed = make_class(school, "3/4 Oak", this_year() - 1)
    pupil = make_pupil(school, school_class=mixed)

    client.post(at(school, "roll_new_year"), {f"{mixed.pk}-3": ""})

    pupil.refresh_from_db()
    assert (pupil.year_group, pupil.school_class) == ("4", None)


def test_second_contact_of_a_row_can_be_chosen_and_is_kept(client: Client, school: School) -> None:
    header = "Adno,Forename,Surname,Year,Contact 1 Name,Contact 2 Name,Dads mail"
    row = "101,Amelia,Brown,3,Bea Brown,Carl Brown,carl@example.com"
    sent(client, school, csv(row, header=header))
    made = RollImport.objects.get()
    shown = page(client, at(school, "roll_columns", pk=made.pk))
    assert '<option value="Contact 2 Name" selected>' in shown
    assert "Contact 3 in the same row" in shown
    chosen = {**made.mapping, "email-2": "Dads mail", "covers": "part"}

    client.post(at(school, "roll_columns", pk=made.pk), chosen)

    made.refresh_from_db()
    assert made.mapping["contact_name-2"] == "Contact 2 Name"
    assert made.mapping["email-2"] == "Dads mail"


def test_missing_word_on_responsibility_of_the_second_contact_is_said(
    client: Client, school: School
) -> None:
    header = (
        "Adno,Forename,Surname,Year,Contact 1 Name,Contact 1 Parental Responsibility,Contact 2 Name"
    )
    sent(client, school, csv("101,Amelia,Brown,3,Bea Brown,Yes,Carl Brown", header=header))

    shown = page(client, at(school, "roll_preview", pk=to_preview(client, school).pk))

    assert "parental responsibility" in shown


def test_group_that_came_up_since_somebody_looked_is_not_guessed(
    client: Client, school: School
) -> None:
    oak = make_class(school, "3 Oak", this_year() - 1)
    make_pupil(school, school_class=oak)
    late = make_pupil(school, "Josh", school_class=oak, year_group="4")

    replied = client.post(at(school, "roll_new_year"), {f"{oak.pk}-3": "4 Oak"})

    assert "Since you looked, 3 Oak, Year 4 came up." in replied.content.decode()
    late.refresh_from_db()
    assert late.year_group == "4"
