"""Weekly reminders: the same hour on the wall all year, once each, and never in a bunch."""

from datetime import UTC, date, datetime, time, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from moderation.drafts import recurrence
from moderation.drafts.actions import weekly
from moderation.drafts.actions.weekly import Weekly
from moderation.drafts.jobs import weekly as job
from moderation.drafts.models import WeeklyReminder
from moderation.drafts.wall_clock import LONDON
from schoolsocial.accounts.models import Letter, Person, School, Term
from schoolsocial.tenancy import scope
from tests.cast import client_of, in_scope, run_sql
from tests.drafts.forcing import refused

MONDAY, SUNDAY = 0, 6
NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)  # a Friday
WORDS = "Class 3 tells of its week"
YEARS_2020_TO_2040 = st.integers(1_577_836_800, 2_208_988_800)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def remind(school: School, person: Person, by: Person, **changes: object) -> WeeklyReminder:
    wanted = Weekly(**({"words": WORDS, "weekday": MONDAY, "at": time(8, 30)} | changes))  # type: ignore[arg-type]
    with scope.school(school.pk):
        return weekly.remind(school=school, person=person, weekly=wanted, by=by, now=NOW)


def rung(school: School) -> int:
    with scope.school(school.pk):
        return Letter.objects.filter(kind="weekly-reminder").count()


def now_of(reminder: WeeklyReminder) -> WeeklyReminder:
    with scope.school(reminder.school_id):
        return WeeklyReminder.objects.get(pk=reminder.pk)


@pytest.mark.faults
@pytest.mark.parametrize(
    ("weekday", "wall", "after", "then"),
    [
        (MONDAY, time(8, 30), "2026-11-27 12:00", "2026-11-30 08:30"),
        (MONDAY, time(8, 30), "2026-11-30 08:29", "2026-11-30 08:30"),
        (MONDAY, time(8, 30), "2026-11-30 08:30", "2026-12-07 08:30"),
        (MONDAY, time(8, 30), "2027-03-22 09:00", "2027-03-29 08:30"),  # clocks went forward
        (MONDAY, time(8, 30), "2027-10-25 09:00", "2027-11-01 08:30"),  # and back
    ],
)
def test_same_hour_on_the_wall_all_year(weekday: int, wall: time, after: str, then: str) -> None:
    assert recurrence.next_weekly(weekday, wall, at(after)) == at(then)


@pytest.mark.faults
def test_hour_that_is_left_out_comes_an_hour_later_on_the_wall() -> None:
    moment = recurrence.next_weekly(SUNDAY, time(1, 30), at("2027-03-27 12:00"))

    assert moment.astimezone(LONDON) == at("2027-03-28 02:30")


@pytest.mark.faults
def test_hour_that_comes_twice_is_meant_the_first_time() -> None:
    moment = recurrence.next_weekly(SUNDAY, time(1, 30), at("2026-10-24 12:00"))

    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert recurrence.next_weekly(SUNDAY, time(1, 30), moment) == at("2026-11-01 01:30")


@given(
    weekday=st.integers(0, 6),
    wall=st.times(),
    after=YEARS_2020_TO_2040.map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
)
def test_next_is_later_within_a_week_and_on_its_day(
    weekday: int, wall: time, after: datetime
) -> None:
    moment = recurrence.next_weekly(weekday, wall, after)

    assert after < moment <= after + timedelta(days=7, hours=2)
    on_the_wall = moment.astimezone(LONDON)
    assert on_the_wall.weekday() == weekday
    skipped = on_the_wall.time() != wall
    assert not skipped or on_the_wall.month == 3


def test_reminder_rings_once_however_many_look(school: School, teacher: Person) -> None:
    reminder = remind(school, teacher, teacher)

    for moment in ("2026-11-30 08:29", "2026-11-30 08:30", "2026-11-30 08:31"):
        job.ring(at(moment))

    assert rung(school) == 1
    assert now_of(reminder).next_at == at("2026-12-07 08:30")


def test_control_without_moving_on_it_rings_each_time(school: School, teacher: Person) -> None:
    remind(school, teacher, teacher)

    with patch.object(recurrence, "next_weekly", return_value=at("2026-11-30 08:30")):
        job.ring(at("2026-11-30 08:30"))
        job.ring(at("2026-11-30 08:31"))

    assert rung(school) == 2


def test_what_was_missed_is_passed_over(school: School, teacher: Person) -> None:
    reminder = remind(school, teacher, teacher)

    job.ring(at("2026-12-16 10:00"))

    assert rung(school) == 0
    assert now_of(reminder).next_at == at("2026-12-21 08:30")


def test_holidays_are_left_in_peace_where_that_was_asked_for(
    school: School, teacher: Person
) -> None:
    with in_scope(school.pk):
        for first, last in (("2026-09-01", "2026-11-20"), ("2026-12-07", "2026-12-18")):
            Term.objects.create(
                school=school,
                name=first,
                starts_on=date.fromisoformat(first),
                ends_on=date.fromisoformat(last),
            )
    remind(school, teacher, teacher)
    remind(school, teacher, teacher, in_term_only=False)

    job.ring(at("2026-11-30 08:30"))

    assert rung(school) == 1


def test_ended_reminder_rings_no_more(school: School, teacher: Person) -> None:
    reminder = remind(school, teacher, teacher)
    with scope.school(school.pk):
        weekly.end(reminder=reminder, by=teacher, now=NOW)

    job.ring(at("2026-11-30 08:30"))

    assert rung(school) == 0


def test_somebody_who_drafts_no_more_is_not_reminded(school: School, teacher: Person) -> None:
    remind(school, teacher, teacher)
    with scope.school(school.pk):
        school.memberships.filter(person=teacher).update(is_active=False)

    job.ring(at("2026-11-30 08:30"))

    assert rung(school) == 0


def test_only_drafters_are_reminded(school: School, head: Person, governor: Person) -> None:
    with pytest.raises(weekly.NotADrafter):
        remind(school, governor, head)


def test_page_sets_shows_and_ends_one(school: School, teacher: Person) -> None:
    client, path = client_of(teacher), f"/{school.slug}/reminders/"

    client.post(path, {"words": WORDS, "weekday": "0", "at": "08:30", "in_term_only": "on"})
    page = client.get(path).content.decode()
    with scope.school(school.pk):
        made = WeeklyReminder.objects.get()
    client.post(f"{path}{made.pk}/end/")

    assert WORDS in page
    assert "Mondays at 08:30, in term" in page
    assert WORDS not in client.get(path).content.decode()


def test_bad_time_is_explained_and_the_rest_kept(school: School, teacher: Person) -> None:
    given = {"words": WORDS, "weekday": "0", "at": "half past"}

    answer = client_of(teacher).post(f"/{school.slug}/reminders/", given)

    page = answer.content.decode()
    assert (answer.status_code, "Write it like 08:30" in page, WORDS in page) == (422, True, True)


def test_leader_reminds_a_teacher_and_a_teacher_only_themselves(
    school: School, head: Person, teacher: Person
) -> None:
    with scope.school(school.pk):
        place = school.memberships.get(person=teacher).pk
        heads = school.memberships.get(person=head).pk
    given = {"words": WORDS, "weekday": "4", "at": "15:00"}
    path = f"/{school.slug}/reminders/"

    client_of(head).post(path, given | {"person": str(place)})
    client_of(teacher).post(path, given | {"person": str(heads)})

    with scope.school(school.pk):
        people = list(WeeklyReminder.objects.order_by("pk").values_list("person_id", flat=True))
    assert people == [teacher.pk, teacher.pk]


def test_todays_reminder_stands_above_the_drafts(school: School, teacher: Person) -> None:
    reminder = remind(school, teacher, teacher)
    with scope.school(school.pk):
        WeeklyReminder.objects.filter(pk=reminder.pk).update(rung_on=timezone.localdate())

    assert WORDS in client_of(teacher).get(f"/{school.slug}/drafts/").content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [("weekday = 7", "reminder_known_weekday"), ("words = ''", "reminder_has_words")],
)
def test_database_refuses_what_no_week_has(
    school: School, teacher: Person, change: str, words: str
) -> None:
    remind(school, teacher, teacher)

    with scope.school(school.pk), refused(words):
        run_sql(f"UPDATE drafts_weeklyreminder SET {change}")
