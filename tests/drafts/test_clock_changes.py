"""What comes round weekly keeps its hour on the wall when the clocks go forward or back."""

from datetime import UTC, datetime, time, timedelta
from unittest.mock import patch

import pytest

from moderation.drafts import recurrence, slots, wall_clock
from moderation.drafts.actions import weekly
from moderation.drafts.actions.weekly import Weekly
from moderation.drafts.jobs import weekly as job
from moderation.drafts.models import WeeklyReminder
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.slots import MONDAY, london, make_slot
from tests.posts import make_account

pytestmark = pytest.mark.faults

FORWARD, BACK = "2027-03-22", "2026-10-19"  # the Mondays before

each_change = pytest.mark.parametrize("monday", [FORWARD, BACK])


@pytest.fixture
def slot_of(school: School, head: Person) -> Account:
    """An account with a slot on Mondays at 15:30."""
    account = make_account(school)
    make_slot(account, head, MONDAY, "15:30", always=True)
    return account


def on_the_wall(moment: datetime) -> str:
    return wall_clock.wall_time(moment)[-5:]


def slots_from(account: Account, monday: str) -> list[datetime]:
    """The two places of the week before the change and the week after it."""
    with scope.school(account.school_id):
        fresh = Account.objects.select_related("school").get(pk=account.pk)
        places = slots.places(fresh, now=london(f"{monday} 09:00"))
    return [place.at for place in places if place.at is not None]


def remind(school: School, person: Person, monday: str) -> datetime:
    """A reminder on Mondays at 08:30, set that Monday; when it rings first."""
    wanted = Weekly(words="Class 3", weekday=MONDAY, at=time(8, 30), in_term_only=False)
    now = london(f"{monday} 08:00")
    with scope.school(school.pk):
        made = weekly.remind(school=school, person=person, weekly=wanted, by=person, now=now)
    return made.next_at


def after_ringing(school: School, at: datetime) -> datetime:
    """When it rings next."""
    job.ring(at)
    with scope.school(school.pk):
        return WeeklyReminder.objects.get().next_at


def seven_days_on(_weekday: int, _at: time, after: datetime) -> datetime:
    """A naive clock: a week is so many hours."""
    return after + timedelta(days=7)


def as_if_utc(entered: str) -> datetime:
    """A naive clock: what stands on the wall is the server's hour."""
    return datetime.fromisoformat(entered).replace(tzinfo=UTC)


@each_change
def test_reminder_rings_at_the_same_hour_before_and_after(
    school: School, teacher: Person, monday: str
) -> None:
    before = remind(school, teacher, monday)

    after = after_ringing(school, before)

    assert [on_the_wall(before), on_the_wall(after)] == ["08:30", "08:30"]
    assert after - before == timedelta(days=7, hours=-1 if monday == FORWARD else 1)


@each_change
def test_control_counting_seven_days_the_reminder_comes_an_hour_off(
    school: School, teacher: Person, monday: str
) -> None:
    before = remind(school, teacher, monday)

    with patch.object(recurrence, "next_weekly", seven_days_on):
        after = after_ringing(school, before)

    assert on_the_wall(after) == ("09:30" if monday == FORWARD else "07:30")


@each_change
def test_slot_is_at_the_same_hour_before_and_after(slot_of: Account, monday: str) -> None:
    before, after = slots_from(slot_of, monday)

    assert [on_the_wall(before), on_the_wall(after)] == ["15:30", "15:30"]


@each_change
def test_control_by_the_servers_own_hour_one_of_the_slots_is_an_hour_off(
    slot_of: Account, monday: str
) -> None:
    with patch.object(wall_clock, "to_utc", as_if_utc):
        before, after = slots_from(slot_of, monday)

    assert {on_the_wall(before), on_the_wall(after)} == {"15:30", "16:30"}
