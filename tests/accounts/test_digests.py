"""One mail of the day: made once however many look, of what somebody has not read by then."""

import re
import threading
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from schoolsocial.accounts.actions import notices, people
from schoolsocial.accounts.jobs import digests
from schoolsocial.accounts.jobs import letters as jobs
from schoolsocial.accounts.models import Letter, Membership, Notice, Person, School
from schoolsocial.accounts.roles import Role
from tests.accounts.test_notices import MONDAY, choose, tell
from tests.cast import in_scope, join, make_person, make_school, run_sql

TUESDAY = datetime(2026, 12, 1, 8, 0, 1, tzinfo=UTC)
FOLLOWERS, SAFETY = "followers-to-check", "online-safety-missing"


def gathered(school: School, person: Person, now: datetime = TUESDAY) -> int | None:
    return digests.gather(school.pk, person.pk, now)


def test_digest_lists_each_reason_with_its_link(school: School, head: Person) -> None:
    tell(head, school, FOLLOWERS)
    tell(head, school, SAFETY)
    made = gathered(school, head)
    assert made

    jobs.deliver(school.pk, made)

    (message,) = mail.outbox
    assert message.to == [head.email]
    assert "Followers are due to be checked:\nhttp://127.0.0.1:8000/st-cath" in message.body
    assert "There is no online-safety message yet this half-term:" in message.body
    assert message.body.count("http") == 3


def test_nothing_is_gathered_before_its_time(school: School, head: Person) -> None:
    tell(head, school, FOLLOWERS)

    assert digests.due(MONDAY) == []
    assert digests.due(TUESDAY) == [(school.pk, head.pk)]


def test_letter_of_a_digest_is_not_sent_on_its_own(school: School, head: Person) -> None:
    letter = tell(head, school, FOLLOWERS)

    jobs.deliver(school.pk, letter.pk)

    assert mail.outbox == []


def test_second_look_makes_no_second_digest(school: School, head: Person) -> None:
    tell(head, school, FOLLOWERS)
    first = gathered(school, head)

    tell(head, school, SAFETY)
    again = gathered(school, head)

    assert first
    assert again is None
    assert digests.due(TUESDAY) == []


def test_second_digest_of_a_day_is_refused_by_the_database(school: School, head: Person) -> None:
    """The control: with the row made by hand instead, only the constraint stands in the way."""
    tell(head, school, FOLLOWERS)
    made = gathered(school, head)

    with in_scope(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        run_sql(
            'INSERT INTO accounts_letter (school_id, "to", kind, path, queued_at, tries, '
            'person_id, digest_on) SELECT school_id, "to", kind, path, queued_at, 0, person_id, '
            "digest_on FROM accounts_letter WHERE id = %s",
            made,
        )


def test_letter_goes_in_no_second_digest(school: School, head: Person) -> None:
    letter = tell(head, school, FOLLOWERS)
    gathered(school, head)

    with in_scope(school.pk), pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(gathered_in=None)


def test_what_was_read_is_left_out_and_nothing_makes_no_mail(school: School, head: Person) -> None:
    tell(head, school, FOLLOWERS)
    with in_scope(school.pk):
        place = Membership.objects.get(person=head)
        notices.read_all(membership=place, now=TUESDAY)

    assert gathered(school, head) is None
    assert digests.due(TUESDAY) == []


def test_whoever_has_left_is_told_of_nothing(school: School, head: Person, admin: Person) -> None:
    tell(head, school, FOLLOWERS)
    with in_scope(school.pk):
        people.deactivate(membership=Membership.objects.get(person=head), by=admin)

    assert gathered(school, head) is None
    assert digests.due(TUESDAY) == []


def test_daily_and_weekly_come_in_one_mail_on_monday(school: School, head: Person) -> None:
    choose(head, school, followers="weekly", planning="daily")
    monday = datetime(2026, 12, 7, 8, 0, 1, tzinfo=UTC)
    tell(head, school, FOLLOWERS)
    tell(head, school, SAFETY, now=datetime(2026, 12, 4, 12, tzinfo=UTC))

    made = gathered(school, head, monday)

    with in_scope(school.pk):
        assert Letter.objects.filter(gathered_in=made).count() == 2


def test_digest_says_nothing_of_another_school(
    school: School, other_school: School, head: Person
) -> None:
    join(head, other_school, Role.SLT)
    tell(head, school, FOLLOWERS)
    tell(head, other_school, FOLLOWERS)
    made = gathered(school, head)
    assert made

    jobs.deliver(school.pk, made)

    assert re.findall(r"8000/([a-z-]+)/", str(mail.outbox[0].body)) == [
        "st-catherine",
        "st-catherine",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_make_one_digest() -> None:
    school = make_school()
    head = make_person(school, Role.SLT)
    tell(head, school, FOLLOWERS)
    start = threading.Barrier(2)
    made: list[int | None] = []

    def look() -> None:
        start.wait()
        made.append(gathered(school, head))
        connection.close()

    both = [threading.Thread(target=look) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(one is None for one in made) == [False, True]


def test_old_notices_go(school: School, head: Person) -> None:
    letter = tell(head, school)

    gone = digests.forget(datetime(2027, 9, 1, tzinfo=UTC))

    with in_scope(school.pk):
        assert (gone, Notice.objects.count()) == (1, 0)
        assert Letter.objects.get(pk=letter.pk).notice is None
