"""The page that erases a child, and the log of disposal."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Disposed, Pupil, Retention
from consent.queries import disposals
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, in_scope, make_person
from tests.consent.families import make_guardian, make_pupil
from tests.drafts.erasures import NAMES, Life, leave, post_with, whole_life

MEANT = {"is_meant": "on"}


@pytest.fixture
def client(office: Person) -> Client:
    return client_of(office)


@pytest.fixture
def life(school: School, office: Person, teacher: Person, dsl: Person) -> Life:
    return whole_life(school, office, teacher, dsl)


def erasing(pupil: Pupil) -> str:
    return reverse("drafts:erase_pupil", args=[pupil.school.slug, pupil.pk])


def log_of(school: School) -> str:
    return reverse("consent:disposals", args=[school.slug])


def is_erased(pupil: Pupil) -> bool:
    with in_scope(pupil.school_id):
        return not Pupil.objects.filter(pk=pupil.pk).exists()


def test_preview_says_what_goes_and_what_stays_and_changes_nothing(
    client: Client, life: Life
) -> None:
    page = " ".join(client.get(erasing(life.pupil)).content.decode().split())

    for line in (
        "<strong>1</strong> entry on the roll",
        "<strong>1</strong> parent or carer",
        "<strong>1</strong> scan of a paper form",
        "<strong>1</strong> photo",
        "<strong>3</strong> lines kept to undo an import of the roll",
        "<strong>2</strong> answers about photos",
        "<strong>1</strong> proof of consent for a post",
        "<strong>1</strong> note of a post that had to come down",
    ):
        assert line in page
    assert not is_erased(life.pupil)


def test_preview_does_not_tell_that_a_child_was_protected(client: Client, life: Life) -> None:
    page = client.get(erasing(life.pupil)).content.decode().lower()

    assert "protect" not in page
    assert "fled" not in page


def test_sibling_is_why_a_carer_stays(client: Client, school: School) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        make_guardian(pupil, make_pupil(school, "Josh"))
        leave(pupil)

    page = client.get(erasing(pupil)).content.decode()

    assert "They have another child on record here." in page


def test_it_takes_a_tick_and_a_click(client: Client, life: Life) -> None:
    unmeant = client.post(erasing(life.pupil))

    assert unmeant.status_code == 422
    assert "Tick the box if you have checked both." in unmeant.content.decode()
    assert not is_erased(life.pupil)


def test_afterwards_the_child_is_as_good_as_missing(
    client: Client, school: School, life: Life
) -> None:
    done = client.post(erasing(life.pupil), MEANT)

    assert done["Location"] == log_of(school)
    assert is_erased(life.pupil)
    for name in ("consent:roll_pupil", "consent:pupil", "drafts:erase_pupil"):
        address = reverse(name, args=[school.slug, life.pupil.pk])
        assert client.get(address).status_code == 404


def test_log_says_what_went_and_names_nobody(
    client: Client, school: School, office: Person, life: Life
) -> None:
    client.post(erasing(life.pupil), MEANT)

    page = client.get(log_of(school)).content.decode()

    assert "Scans of paper forms: 1" in page
    assert "asked for" in page
    assert office.name in page
    assert not any(name in page for name in NAMES)


def test_night_is_one_line_a_kind(client: Client, school: School) -> None:
    now = timezone.now()
    with in_scope(school.pk):
        for _child in range(3):
            Disposed.objects.create(school=school, kind="entry", number=1, why="retention", at=now)

    page = client.get(log_of(school)).content.decode()

    assert page.count("Children’s entries on the roll: 3") == 1
    assert "the nightly job" in page


def test_what_is_in_the_way_stands_on_the_page(
    client: Client, school: School, teacher: Person
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        leave(pupil)
        post_with(pupil, teacher, "posted")

    shown, tried = client.get(erasing(pupil)), client.post(erasing(pupil), MEANT)

    assert (shown.status_code, tried.status_code) == (200, 409)
    for page in (shown, tried):
        assert "A post on X shows this child." in page.content.decode()
        assert "Erase for good" not in page.content.decode()
    assert not is_erased(pupil)


def test_pages_of_the_post_say_that_its_photo_was_erased(
    client: Client, school: School, life: Life, head: Person
) -> None:
    client.post(erasing(life.pupil), MEANT)

    leader = client_of(head)
    page = leader.get(reverse("drafts:post", args=[school.slug, life.post.pk])).content.decode()
    published = leader.get(reverse("drafts:published", args=[school.slug])).content.decode()

    assert "A photo that stood here was erased." in page
    assert life.photo.token not in page + published


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.OFFICE, True),
        (Role.SLT, True),
        (Role.DSL, False),
        (Role.TEACHER, False),
        (Role.GOVERNOR, False),
        (Role.ADMIN, False),
    ],
)
def test_office_and_head_erase_and_nobody_else(
    school: School, life: Life, role: Role, may: bool
) -> None:
    client_of(make_person(school, role)).post(erasing(life.pupil), MEANT)

    assert is_erased(life.pupil) is may


def test_administrator_sets_the_months(school: School, admin: Person) -> None:
    address = reverse("consent:retention", args=[school.slug])
    browser = client_of(admin)

    wrong = browser.post(address, {"leaver_months": "0", "picture_months": "12"})
    right = browser.post(address, {"leaver_months": "6", "picture_months": "12"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "6 months after the last day" in browser.get(log_of(school)).content.decode()
    with in_scope(school.pk):
        assert Retention.objects.get().leaver_months == 6


def test_page_counts_what_is_kept_beyond_its_time(client: Client, school: School) -> None:
    with in_scope(school.pk):
        leave(make_pupil(school), date(2020, 7, 20))

    assert (
        "<strong>1 entry is</strong> past its time" in client.get(log_of(school)).content.decode()
    )


def test_governors_are_told_no_small_number(school: School) -> None:
    today = timezone.localdate()
    with in_scope(school.pk):
        for kind, number in (("entry", 3), ("entry", 1), ("photo", 5)):
            Disposed.objects.create(
                school=school, kind=kind, number=number, why="retention", at=timezone.now()
            )

        told = disposals.numbers_for_governors(school, today, today)
        before = disposals.numbers_for_governors(school, date(2020, 1, 1), date(2020, 12, 31))

    assert told == {"entry": None, "photo": 5}
    assert before == {}
