"""From the notice to its end: blocked by a clock, escalated, repeated, closed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moderation.blocks import judging
from moderation.blocks.actions import blocks
from moderation.blocks.models import Block, BlockEntry
from moderation.contacts import clock
from moderation.contacts.actions import contacts, times
from moderation.contacts.jobs import minding
from moderation.contacts.models import Contact
from schoolsocial.accounts.models import Letter, Membership, Person, School
from schoolsocial.accounts.school_time import SchoolDays
from schoolsocial.tenancy import scope
from tests.cast import client_of, run_sql
from tests.contacts.noticing import PUPIL, noticed, now_of, own_account
from tests.drafts.forcing import refused

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 11, 3, 11, 0, tzinfo=LONDON)


@pytest.fixture
def contact(school: School, teacher: Person) -> Contact:
    return noticed(own_account(school, teacher), teacher, now=TUESDAY)


def blocked(contact: Contact, by: Person) -> Contact:
    """Blocked on X, as its owner says and sees."""
    with scope.school(contact.school_id):
        contacts.say_blocked(contact=contact, by=by, now=timezone.now())
        contacts.see_blocked(contact=contact, by=by, now=timezone.now())
    return now_of(contact)


def closed(contact: Contact, outcome: Contact.Outcome, by: Person) -> None:
    with scope.school(contact.school_id):
        contacts.close(
            contact=contact, outcome=outcome, said="Spoke to them.", by=by, now=timezone.now()
        )


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2026-11-03 11:00", "2026-11-03 17:00"),
        ("2026-11-03 17:00", "2026-11-04 17:00"),
        ("2026-11-06 18:00", "2026-11-09 17:00"),
        ("2026-11-07 09:00", "2026-11-09 17:00"),
        ("2026-10-24 09:00", "2026-10-26 17:00"),
    ],
)
def test_clock_ends_with_the_school_day(since: str, due: str) -> None:
    at = datetime.fromisoformat(since).replace(tzinfo=LONDON)
    ends = clock.end_of_day(SchoolDays([]), clock.USUAL_HOUR, at)

    assert ends == datetime.fromisoformat(due).replace(tzinfo=LONDON)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.timedeltas(timedelta(0), timedelta(days=730)),
    st.integers(12, 20),
)
def test_clock_ends_on_a_school_day_after_the_notice(later: timedelta, hour: int) -> None:
    since = TUESDAY + later
    ends = clock.end_of_day(SchoolDays([]), hour, since)

    assert since.timestamp() < ends.timestamp()
    assert (ends.hour, ends.weekday() < 5) == (hour, True)
    assert ends - since < timedelta(days=4)


def test_clock_waits_for_the_end_of_a_holiday(school: School) -> None:
    terms = SchoolDays(
        [
            (date(2026, 9, 1), date(2026, 12, 18)),
            (date(2027, 1, 4), date(2027, 3, 26)),
        ]
    )
    christmas = datetime(2026, 12, 25, 12, 0, tzinfo=LONDON)

    assert clock.end_of_day(terms, 17, christmas) == datetime(2027, 1, 4, 17, 0, tzinfo=LONDON)


def test_owner_is_reminded_and_then_the_head_is_told_each_once(
    school: School, contact: Contact, teacher: Person, dsl: Person, head: Person, deputy: Person
) -> None:
    with scope.school(school.pk):
        Membership.objects.filter(person=head).update(post="head")
        Letter.objects.all().delete()
    for minutes in (0, 310, 320, 361, 400):
        minding.mind(TUESDAY + timedelta(minutes=minutes))
    with scope.school(school.pk):
        told = sorted(Letter.objects.values_list("to", "kind"))

    late = [(head.email, "contact-late"), (dsl.email, "contact-late")]
    assert told == sorted([(teacher.email, "contact-block-now"), *late])


def test_nobody_is_told_once_it_is_blocked(
    school: School, contact: Contact, teacher: Person, dsl: Person
) -> None:
    blocked(contact, teacher)
    with scope.school(school.pk):
        before = Letter.objects.count()
    minding.mind(contact.due_at + timedelta(hours=1))
    with scope.school(school.pk):
        assert Letter.objects.count() == before


def test_saying_so_settles_the_step_of_the_incident(contact: Contact, teacher: Person) -> None:
    blocked(contact, teacher)
    with scope.school(contact.school_id):
        assert contact.incident.steps.get(does="block").done_by == teacher
        assert contact.incident.steps.filter(done_at=None).count() == 4


def test_pupil_is_closed_only_when_known_to_be_blocked(
    contact: Contact, teacher: Person, dsl: Person
) -> None:
    with pytest.raises(contacts.NotBlockedYet):
        closed(contact, Contact.Outcome.PUPIL, dsl)
    blocked(contact, teacher)
    closed(contact, Contact.Outcome.PUPIL, dsl)
    with scope.school(contact.school_id):
        left = set(contact.incident.steps.filter(done_at=None).values_list("does", flat=True))

    assert (now_of(contact).outcome, left) == ("pupil", {"talk", "report", "decide"})
    with pytest.raises(contacts.Closed):
        closed(contact, Contact.Outcome.PUPIL, dsl)


def test_not_a_pupil_may_be_closed_at_once(contact: Contact, dsl: Person) -> None:
    closed(contact, Contact.Outcome.NOT_A_PUPIL, dsl)

    with scope.school(contact.school_id):
        assert contact.incident.steps.get(does="block").result == "not-needed"


def test_repeat_is_a_new_notice_and_the_lead_sees_both(
    school: School, contact: Contact, teacher: Person, dsl: Person
) -> None:
    blocked(contact, teacher)
    closed(contact, Contact.Outcome.PUPIL, dsl)
    again = noticed(contact.account, teacher)
    page = client_of(dsl).get(f"/{school.slug}/notices/{again.pk}/").content.decode()

    assert again.pk != contact.pk
    assert "Noticed 3 November 2026 on @MissTeacherSTC" in page


def test_pupils_account_that_is_loose_again_is_noticed_anew_once(
    school: School, contact: Contact, teacher: Person, dsl: Person
) -> None:
    blocked(contact, teacher)
    closed(contact, Contact.Outcome.PUPIL, dsl)
    minding.notice_again(timezone.now())
    with scope.school(school.pk):
        quiet = Contact.objects.count()
        block = Block.objects.select_related("school", "account").get()
        judging.open_again(block, BlockEntry.Kind.FOLLOWING, timezone.now())
    for _ in range(2):
        minding.notice_again(timezone.now())
    with scope.school(school.pk):
        again = Contact.objects.open().get()
        letters = Letter.objects.filter(to=dsl.email, kind="contact-noticed").count()

    assert (quiet, again.noticed_by, again.block_id) == (1, None, contact.block_id)
    assert letters == 1
    page = client_of(teacher).get(f"/{school.slug}/notices/{again.pk}/").content.decode()
    assert "by the software" in page
    closed(again, Contact.Outcome.NOT_A_PUPIL, dsl)
    minding.notice_again(timezone.now())
    with scope.school(school.pk):
        assert not Contact.objects.open().exists()


def test_block_that_is_called_off_does_not_end_the_clock(
    school: School, contact: Contact, teacher: Person, dsl: Person
) -> None:
    with scope.school(school.pk):
        blocks.call_off(block=contact.block, why="No.", by=teacher, now=timezone.now())
    minding.mind(contact.due_at + timedelta(minutes=1))
    with scope.school(school.pk):
        assert Letter.objects.filter(to=dsl.email, kind="contact-late").exists()
    page = client_of(teacher).get(f"/{school.slug}/notices/{contact.pk}/").content.decode()
    again = noticed(contact.account, teacher)

    assert "If it may be a pupil all the same" in page
    assert (again.pk, again.block_id == contact.block_id) == (contact.pk, False)
    assert now_of(contact).block.state == "to-do"


def test_school_sets_the_hour(school: School, teacher: Person, dsl: Person) -> None:
    with scope.school(school.pk):
        times.give(school=school, hour=15, by=dsl, now=TUESDAY)
    contact = noticed(own_account(school, teacher), teacher, now=TUESDAY)

    assert contact.due_at == TUESDAY.replace(hour=15)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (("UPDATE contacts_contact SET outcome = 'pupil', closed_at = now(), "
         "closed_by_id = noticed_by_id"), "known to be blocked"),
        ("UPDATE contacts_contact SET outcome = 'not-a-pupil'", "closed_by_somebody"),
        ("UPDATE contacts_contact SET handle = 'another'", "stays as it was"),
        ("UPDATE contacts_contact SET due_at = now()", "stays as it was"),
        ("DELETE FROM contacts_contact", "never deleted"),
        ("UPDATE contacts_contact SET block_id = block_id + 1", "keeps its block"),
        (("INSERT INTO contacts_contacttimes (school_id, hour) "
         "SELECT school_id, 23 FROM contacts_contact"), "in_the_afternoon"),
    ],
)  # fmt: skip
def test_database_refuses(contact: Contact, statement: str, words: str) -> None:
    with scope.school(contact.school_id), refused(words):
        run_sql(statement)


def test_closed_notice_is_kept(contact: Contact, dsl: Person) -> None:
    closed(contact, Contact.Outcome.NOT_A_PUPIL, dsl)
    with scope.school(contact.school_id), refused("kept as it was"):
        run_sql("UPDATE contacts_contact SET pupil = 'x'")


def test_form_says_what_is_wrong_and_changes_nothing(school: School, teacher: Person) -> None:
    account = own_account(school, teacher)
    path = f"/{school.slug}/notices/new/"
    client = client_of(teacher)
    bad = client.post(path, {"who": "no account", "account": account.pk})
    mine = client.post(path, {"who": account.handle, "account": account.pk})
    good = client.post(path, {"who": f"https://x.com/{PUPIL}?s=20", "account": account.pk})

    assert (bad.status_code, mine.status_code, good.status_code) == (422, 422, 302)
    with scope.school(school.pk):
        assert Contact.objects.get().handle == PUPIL
