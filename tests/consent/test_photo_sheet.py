"""Whoever holds the camera sees who may be in the photo today, and nothing more."""

import pytest
from django.utils import timezone

from consent import short_list
from consent.actions import never_publish, purposes
from consent.models import Pupil, SchoolClass
from consent.presenters import photo_sheet
from schoolsocial.accounts.models import Person, School
from tests.cast import client_of, in_scope
from tests.consent.families import NOW, TODAY, answer, class_of_today, make_guardian, make_pupil


@pytest.fixture
def oak(school: School, office: Person, dsl: Person) -> SchoolClass:
    """One child of each kind."""
    with in_scope(school.pk):
        oak = class_of_today(school)
        for forename, given in (("Yara", "yes"), ("Lena", "limited"), ("Nora", "no")):
            pupil = make_pupil(school, forename, school_class=oak)
            limits = ("no-name", "group-only") if given == "limited" else ()
            answer(pupil, given, make_guardian(pupil), by=office, limits=limits)
        make_pupil(school, "Silas", school_class=oak)
        hidden = make_pupil(school, "Hana", school_class=oak)
        answer(hidden, "yes", make_guardian(hidden), by=office)
        never_publish.protect(pupil=hidden, reason="Hidden", by=dsl, now=NOW)
    return oak


def pupils(oak: SchoolClass) -> list[Pupil]:
    return list(Pupil.objects.filter(school_class=oak))


def test_three_groups_and_no_reason(school: School, oak: SchoolClass) -> None:
    with in_scope(school.pk):
        sheet = photo_sheet.sheet(pupils(oak), purposes.named(school, "social-media"), TODAY)

    assert [one.name for one in sheet.yes] == ["Yara Brown"]
    assert [(one.name, one.limits) for one in sheet.limited] == [
        ("Lena Brown", "without the name, only in a group")
    ]
    assert [one.name for one in sheet.no] == ["Hana Brown", "Nora Brown", "Silas Brown"]
    assert {one.limits for one in sheet.no} == {""}


def test_other_purpose_is_another_answer(school: School, oak: SchoolClass) -> None:
    with in_scope(school.pk):
        sheet = photo_sheet.sheet(pupils(oak), purposes.named(school, "website"), TODAY)

    assert (sheet.yes, sheet.limited, len(sheet.no)) == ((), (), 5)


def test_children_are_named_as_called(school: School) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school, "Alexandra")
        Pupil.objects.filter(pk=pupil.pk).update(preferred_forename="Lexi")
        called = list(Pupil.objects.filter(pk=pupil.pk))
        sheet = photo_sheet.sheet(called, purposes.named(school, "social-media"), TODAY)

    assert [one.name for one in sheet.no] == ["Lexi Brown"]


def test_list_mixes_classes_and_takes_no_strangers(
    school: School, other_school: School, oak: SchoolClass, teacher: Person
) -> None:
    with in_scope(other_school.pk):
        stranger = make_pupil(other_school, "Stranger")
    with in_scope(school.pk):
        elm = class_of_today(school, "5 Elm")
        far = make_pupil(school, "Farah", school_class=elm)
        near = Pupil.objects.get(legal_forename="Yara")
    ticked = {"pupil": [far.pk, near.pk, stranger.pk, "x", 9**30]}

    path = f"/{school.slug}/photo-sheets/list/"
    page = client_of(teacher).post(path, ticked, follow=True).content.decode()

    assert "Farah Brown" in page
    assert "5 Elm" in page
    assert "Yara Brown" in page
    assert "Stranger" not in page


def test_who_has_left_stands_on_no_sheet(school: School, oak: SchoolClass, teacher: Person) -> None:
    with in_scope(school.pk):
        Pupil.objects.filter(legal_forename="Yara").update(left_on=timezone.localdate())
        Pupil.objects.filter(legal_forename="Lena").update(left_on="2026-09-01")

    page = client_of(teacher).get(f"/{school.slug}/photo-sheets/classes/{oak.pk}/")

    assert "Yara Brown" in page.content.decode()  # until the end of the last day
    assert "Lena Brown" not in page.content.decode()


def test_list_of_a_whole_school_has_a_short_address() -> None:
    everybody = list(range(104_000, 104_900))

    of = short_list.packed(reversed(everybody))

    assert len(of) < 2_000
    assert short_list.unpacked(of) == everybody


@pytest.mark.parametrize("text", ["", "x.-1", "a..b", "sx.%", "z" * 30])
def test_what_was_never_a_list_is_nobody(text: str) -> None:
    assert short_list.unpacked(text) == []
