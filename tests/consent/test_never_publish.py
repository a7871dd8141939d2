"""A child is protected by the safeguarding lead; nobody else learns who said so, or why."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from consent.actions import never_publish
from consent.marks import Mark, mark_of
from consent.models import NeverPublish, Pupil, RegisterChange
from consent.queries.showing import standing_of
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, make_person, run_sql
from tests.consent.families import NOW, TODAY, answer, class_of_today, make_guardian, make_pupil

REASON = "Hidden from a violent relative"


@pytest.fixture
def pupil(school: School) -> Pupil:
    with in_scope(school.pk):
        return make_pupil(school, school_class=class_of_today(school))


def protect(pupil: Pupil, by: Person, reason: str = REASON) -> NeverPublish:
    with in_scope(pupil.school_id):
        return never_publish.protect(pupil=pupil, reason=reason, by=by, now=NOW)


def test_protection_survives_every_yes(
    school: School, pupil: Pupil, office: Person, dsl: Person
) -> None:
    protect(pupil, dsl)
    with in_scope(school.pk):
        for name in ("Bea Brown", "Ben Brown"):
            answer(pupil, "yes", make_guardian(pupil, name=name), by=office)

        standing = standing_of([pupil.pk], day=TODAY)[pupil.pk]

        assert not standing.may_be_shown
        assert mark_of(standing) is Mark.NO  # counted among the refusals


def test_lifting_lets_the_answers_count_again(pupil: Pupil, office: Person, dsl: Person) -> None:
    protect(pupil, dsl)
    with in_scope(pupil.school_id):
        answer(pupil, "yes", make_guardian(pupil), by=office)

        never_publish.lift(pupil=pupil, reason="They moved", by=dsl, now=NOW)

        assert standing_of([pupil.pk], day=TODAY)[pupil.pk].may_be_shown


def test_reason_is_sealed_to_its_child(school: School, pupil: Pupil, dsl: Person) -> None:
    entry = protect(pupil, dsl)
    with in_scope(school.pk):
        stored = bytes(NeverPublish.objects.get(pk=entry.pk).reason)
        moved = NeverPublish(
            school=school, pupil=make_pupil(school), is_set=True, reason=stored, by=dsl, at=NOW
        )

        assert stored.startswith(b"v1.test.")
        assert b"violent" not in stored
        with pytest.raises(never_publish.ReasonShut):
            never_publish.read_reason(entry=moved, by=dsl, now=NOW)


def test_each_reading_leaves_an_event(pupil: Pupil, dsl: Person) -> None:
    entry = protect(pupil, dsl)
    with in_scope(pupil.school_id):
        words = [never_publish.read_reason(entry=entry, by=dsl, now=NOW) for _ in range(2)]

        assert words == [REASON] * 2
        read = Event.objects.filter(verb="never_publish.read", actor_id=dsl.pk)
        assert read.count() == 2


def test_record_names_no_child(pupil: Pupil, dsl: Person) -> None:
    entry = protect(pupil, dsl)
    with in_scope(pupil.school_id):
        event = Event.objects.get(verb="never_publish.set")

        assert (event.object_type, event.object_id) == ("neverpublish", entry.pk)
        assert event.payload == {}


def test_protecting_leaves_word_in_the_same_transaction(pupil: Pupil, dsl: Person) -> None:
    with in_scope(pupil.school_id):
        with transaction.atomic():
            never_publish.protect(pupil=pupil, reason=REASON, by=dsl, now=NOW)
            transaction.set_rollback(True)
        assert not RegisterChange.objects.filter(pupil=pupil).exists()

    protect(pupil, dsl)

    with in_scope(pupil.school_id):
        assert RegisterChange.objects.filter(pupil=pupil, kind="never-publish").count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DSL}))
def test_nobody_else_protects_or_reads(
    school: School, pupil: Pupil, dsl: Person, role: Role
) -> None:
    other = make_person(school, role)
    entry = protect(pupil, dsl)

    with in_scope(school.pk):
        with pytest.raises(never_publish.NotALead):
            never_publish.lift(pupil=pupil, reason="No", by=other, now=NOW)
        with pytest.raises(never_publish.NotALead):
            never_publish.read_reason(entry=entry, by=other, now=NOW)


def test_lead_of_another_school_reads_nothing(
    school: School, other_school: School, pupil: Pupil, dsl: Person
) -> None:
    stranger = make_person(other_school, Role.DSL)
    entry = protect(pupil, dsl)

    with in_scope(school.pk), pytest.raises(never_publish.NotALead):
        never_publish.read_reason(entry=entry, by=stranger, now=NOW)


def test_protecting_twice_is_refused(pupil: Pupil, dsl: Person) -> None:
    protect(pupil, dsl)

    with pytest.raises(never_publish.AlreadySo):
        protect(pupil, dsl)


def test_reason_is_asked_for(pupil: Pupil, dsl: Person) -> None:
    with pytest.raises(never_publish.ReasonMissing):
        protect(pupil, dsl, reason="  ")


def test_without_a_key_nothing_is_kept_in_the_open(
    pupil: Pupil, dsl: Person, settings: Settings
) -> None:
    settings.TOKEN_KEYS = {}

    with pytest.raises(never_publish.ReasonShut):
        protect(pupil, dsl)
    with in_scope(pupil.school_id):
        assert not NeverPublish.objects.filter(pupil=pupil).exists()


def test_database_refuses_a_setter_from_outside(
    school: School, other_school: School, pupil: Pupil, dsl: Person
) -> None:
    entry = protect(pupil, dsl)
    stranger = make_person(other_school, Role.DSL)

    with scope.school(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(
            "INSERT INTO consent_neverpublish (school_id, pupil_id, is_set, reason, by_id, at)"
            " SELECT school_id, pupil_id, false, reason, %s, at FROM consent_neverpublish"
            " WHERE id = %s",
            stranger.pk,
            entry.pk,
        )


def test_pages_are_for_leads_alone(school: School, pupil: Pupil, dsl: Person) -> None:
    entry = protect(pupil, dsl)
    pages = [
        f"/{school.slug}/never-publish/",
        f"/{school.slug}/never-publish/{pupil.pk}/",
    ]
    posts = [
        f"/{school.slug}/never-publish/{pupil.pk}/lift/",
        f"/{school.slug}/never-publish/{pupil.pk}/reasons/{entry.pk}/",
    ]
    for role in (Role.TEACHER, Role.SLT, Role.OFFICE, Role.GOVERNOR, Role.ADMIN):
        browser = client_of(make_person(school, role))

        assert {browser.get(page).status_code for page in pages} == {HTTPStatus.FORBIDDEN}
        assert {browser.post(page).status_code for page in posts} == {HTTPStatus.FORBIDDEN}


def test_no_other_page_holds_the_reason_or_its_author(
    school: School, pupil: Pupil, dsl: Person, office: Person, teacher: Person
) -> None:
    protect(pupil, dsl)
    seen = {
        office: ["consent/", f"consent/pupils/{pupil.pk}/", f"consent/classes/{_class(pupil)}/"],
        teacher: ["photo-sheets/", f"photo-sheets/classes/{_class(pupil)}/"],
    }
    for person, paths in seen.items():
        browser = client_of(person)
        for path in paths:
            page = browser.get(f"/{school.slug}/{path}").content.decode()

            assert "violent" not in page
            assert dsl.name not in page
            assert "safeguarding" not in page


@pytest.mark.parametrize("given", ["yes", "no", ""])
def test_lists_do_not_tell_protection_from_refusal(
    school: School, office: Person, dsl: Person, given: str
) -> None:
    with in_scope(school.pk):
        one = class_of_today(school)
        refused = make_pupil(school, "Rose", school_class=one)
        hidden = make_pupil(school, "Grace", school_class=one)
        agreed = make_pupil(school, "Art", school_class=one)
        for pupil, answered in ((refused, "no"), (hidden, given), (agreed, "yes")):
            mother = make_guardian(pupil)
            if answered:
                today, now = timezone.localdate(), timezone.now()
                answer(pupil, answered, mother, by=office, given_on=today, now=now)
    protect(hidden, dsl)

    page = client_of(office).get(f"/{school.slug}/consent/classes/{one.pk}/").content.decode()
    rows = page.split('<li class="entry-row">')[1:]

    assert "1 yes · 0 limited · 2 no · 0 no reply" in page
    assert "publish" not in page.split("<main")[1]
    assert _shape(rows[1], hidden) == _shape(rows[2], refused)


def test_count_before_any_yes_points_at_nobody(
    school: School, pupil: Pupil, office: Person, dsl: Person
) -> None:
    with in_scope(school.pk):
        make_pupil(school, "Rose", school_class=pupil.school_class)
    protect(pupil, dsl)

    page = client_of(office).get(f"/{school.slug}/consent/").content.decode()

    assert "0 yes · 2 no or no reply" in page
    assert "1 no" not in page


def test_lead_reads_a_reason_on_the_page_once_asked(
    school: School, pupil: Pupil, dsl: Person
) -> None:
    entry = protect(pupil, dsl)
    browser = client_of(dsl)
    path = f"/{school.slug}/never-publish/{pupil.pk}/"

    before = browser.get(path).content.decode()
    after = browser.post(f"{path}reasons/{entry.pk}/").content.decode()

    assert REASON not in before
    assert REASON in after


def test_lead_sets_and_lifts_by_page(school: School, pupil: Pupil, dsl: Person) -> None:
    browser = client_of(dsl)
    path = f"/{school.slug}/never-publish/{pupil.pk}/"

    unsaid = browser.post(f"{path}set/", {"reason": ""})
    browser.post(f"{path}set/", {"reason": REASON})
    twice = browser.post(f"{path}set/", {"reason": REASON})
    browser.post(f"{path}lift/", {"reason": "They moved"})

    assert (unsaid.status_code, twice.status_code) == (422, 409)
    with in_scope(school.pk):
        said = NeverPublish.objects.filter(pupil=pupil).order_by("id")
        assert list(said.values_list("is_set", flat=True)) == [True, False]
        assert all(one.at > NOW - timedelta(days=1) for one in said)


def _class(pupil: Pupil) -> int:
    assert pupil.school_class_id
    return pupil.school_class_id


def _shape(row: str, pupil: Pupil) -> str:
    """A row without what names its child."""
    words = " ".join(row.partition("</ol>")[0].split())
    for own in (pupil.called, f'"{pupil.pk}-', f"/{pupil.pk}/"):
        words = words.replace(own, "")
    return re.sub(r'value="\d+"', "", words)
