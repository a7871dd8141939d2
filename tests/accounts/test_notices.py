"""Telling somebody: a notice and a mail in one transaction, in the rhythm and hours they chose."""

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core import mail
from django.db import IntegrityError, transaction

from schoolsocial.accounts.actions import letters, notices
from schoolsocial.accounts.jobs import letters as jobs
from schoolsocial.accounts.models import Letter, Membership, Notice, Person, School
from schoolsocial.accounts.notice_kinds import CONCERNS, KINDS, LETTERS_ONLY, Rhythm, Topic
from schoolsocial.accounts.quiet_hours import Hours
from schoolsocial.accounts.roles import Role
from tests.cast import client_of, in_scope, join, make_person, run_sql

MONDAY = datetime(2026, 11, 30, 10, 42, tzinfo=UTC)
NIGHT = datetime(2026, 11, 30, 22, tzinfo=UTC)
TEMPLATES = {path.stem for path in Path(configured.ROOT, "templates/mail").glob("*.txt")}
URGENT = sorted(code for code, kind in KINDS.items() if kind.urgent)


def tell(
    person: Person, school: School, kind: str = "draft-waiting", *, now: datetime = MONDAY
) -> Letter:
    path = f"/{school.slug}/review/7/"
    with in_scope(school.pk):
        return letters.queue(school=school, to=person.email, kind=kind, path=path, now=now)


def choose(person: Person, school: School, hours: Hours | None = None, **rhythms: str) -> None:
    with in_scope(school.pk):
        place = Membership.objects.get(person=person)
        notices.choose(membership=place, rhythms=rhythms, hours=hours or Hours(), now=MONDAY)


def told(school: School) -> list[tuple[int, str, bool]]:
    with in_scope(school.pk):
        rows = Notice.objects.order_by("pk").values_list("person_id", "kind", "read_at")
        return [(person, kind, read is not None) for person, kind, read in rows]


def test_every_mail_has_one_home_and_one_reason() -> None:
    reasons = [kind.reason for kind in KINDS.values()]

    assert KINDS.keys() | LETTERS_ONLY == TEMPLATES
    assert KINDS.keys().isdisjoint(LETTERS_ONLY)
    assert len(set(reasons)) == len(reasons)


def test_no_reason_speaks_of_a_child() -> None:
    said = " ".join(str(kind.reason) for kind in KINDS.values())

    assert not re.search(r"\b(pupil|child|family|parent)\b", said, re.IGNORECASE)


def test_every_topic_but_safeguarding_concerns_somebody() -> None:
    assert CONCERNS.keys() == set(Topic) - {Topic.SAFEGUARDING}


def test_somebody_of_the_school_finds_it_in_their_inbox(school: School, head: Person) -> None:
    letter = tell(head, school)

    assert told(school) == [(head.pk, "draft-waiting", False)]
    assert letter.notice is not None
    assert letter.leaves_at == MONDAY


def test_somebody_outside_the_school_gets_the_mail_alone(
    school: School, other_head: Person
) -> None:
    letter = tell(other_head, school)

    assert told(school) == []
    assert letter.leaves_at is None


def test_notice_goes_with_the_event_that_failed(school: School, head: Person) -> None:
    def fail() -> None:
        with transaction.atomic():
            tell(head, school)
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert told(school) == []


def test_mail_of_the_night_waits_for_the_morning(school: School, head: Person) -> None:
    letter = tell(head, school, now=NIGHT)

    assert letter.leaves_at == datetime(2026, 12, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize("kind", URGENT)
def test_what_is_urgent_waits_for_nothing(school: School, dsl: Person, kind: str) -> None:
    choose(dsl, school, Hours(time(11), time(12)), review="weekly", posts="weekly")

    letter = tell(dsl, school, kind, now=NIGHT)

    assert (letter.rhythm, letter.leaves_at) == (Rhythm.NOW, None)


def test_safeguarding_kinds_are_all_urgent() -> None:
    assert all(kind.urgent for kind in KINDS.values() if kind.topic is Topic.SAFEGUARDING)


def test_what_is_late_is_in_no_digest(school: School, head: Person) -> None:
    choose(head, school, review="weekly")

    assert tell(head, school, "draft-waiting").rhythm == Rhythm.WEEKLY
    assert tell(head, school, "draft-overdue").rhythm == Rhythm.NOW


def test_quickest_of_somebodys_roles_counts(school: School) -> None:
    governor = make_person(school, Role.GOVERNOR)
    both = make_person(school, Role.GOVERNOR, Role.SLT)

    assert tell(governor, school, "policy-proposed").rhythm == Rhythm.DAILY
    assert tell(both, school, "policy-proposed").rhythm == Rhythm.NOW


def test_own_choice_counts_before_the_roles(school: School, head: Person) -> None:
    choose(head, school, followers="now")

    assert tell(head, school, "followers-to-check").rhythm == Rhythm.NOW


def test_letter_that_is_to_wait_is_not_sent(school: School, head: Person) -> None:
    letter = tell(head, school)
    with in_scope(school.pk):
        Letter.objects.filter(pk=letter.pk).update(leaves_at=datetime(2999, 1, 1, tzinfo=UTC))

    jobs.deliver(school.pk, letter.pk)

    assert mail.outbox == []
    assert jobs.left_waiting() == []


def test_safeguarding_cannot_be_chosen_in_the_database(school: School, dsl: Person) -> None:
    with in_scope(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(
            "INSERT INTO accounts_noticechoice (school_id, person_id, topic, rhythm) "
            "VALUES (%s, %s, 'safeguarding', 'weekly')",
            school.pk,
            dsl.pk,
        )


def test_notice_of_another_schools_member_is_refused(school: School, other_head: Person) -> None:
    with in_scope(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(
            "INSERT INTO accounts_notice (school_id, person_id, kind, path, at) "
            "VALUES (%s, %s, 'draft-waiting', '/x/', now())",
            school.pk,
            other_head.pk,
        )


def test_opening_the_page_by_any_way_reads_the_notice(school: School, head: Person) -> None:
    with in_scope(school.pk):
        letters.queue(
            school=school,
            to=head.email,
            kind="draft-waiting",
            path="/st-catherine/review/",
            now=MONDAY - timedelta(days=900),
        )

    client_of(head).get("/st-catherine/review/")

    assert told(school) == [(head.pk, "draft-waiting", True)]


def test_notices_of_one_school_are_not_counted_in_another(
    school: School, other_school: School, head: Person
) -> None:
    join(head, other_school, Role.TEACHER)
    tell(head, other_school, "draft-approved")

    page = client_of(head).get("/st-catherine/").content.decode()

    assert "bell-count" not in page
