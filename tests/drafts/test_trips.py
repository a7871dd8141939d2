"""What is about a trip goes out only when somebody has said that everybody is back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from moderation.drafts.jobs import dispatching, examining, fencing, sending, trips
from moderation.drafts.models import Post, Trip
from moderation.drafts.models.posts import PostQuerySet
from moderation.drafts.wall_clock import LONDON
from moderation.drafts.workflow import AttemptState, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import as_owner, run_sql
from tests.drafts.forcing import refused
from tests.drafts.leases import TRIP, taken_without
from tests.drafts.outgoing import HANDLE, change, events_of, last_attempt, letters_about, now_of
from tests.drafts.policies import adopt
from tests.drafts.trips import about, make_trip, not_after_all, planned_hours_ago, they_are_back
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_post

FRIDAY_NOON = datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)


@pytest.fixture
def trip(school: School, teacher: Person, x_account: Account) -> Trip:
    return make_trip(school, teacher)


@pytest.fixture
def held(trip: Trip, teacher: Person, head: Person) -> Post:
    """An approved post whose hour has come, about a trip that is away."""
    return about(trip, teacher, head)


@pytest.fixture
def query_lets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def due(posts: PostQuerySet, now: object) -> PostQuerySet:
        return posts.filter(state=State.SCHEDULED, not_before__lte=now)

    monkeypatch.setattr(PostQuerySet, "due", due)


@pytest.fixture
def claim_lets_through(query_lets_through: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(examining, "still_away", lambda _: False)
    with taken_without(TRIP):
        yield


@pytest.fixture
def any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in posting hours, whatever the hour of the test."""
    monkeypatch.setattr("policy.rules.posting_hours.check", lambda *_: iter(()))


def test_post_of_a_trip_still_away_is_not_even_looked_at(held: Post, sandbox: SandboxX) -> None:
    assert dispatching.find_due().send == []
    sending.send(held.school_id, held.pk)

    assert sandbox.requests() == []
    assert now_of(held).state == State.SCHEDULED


def test_once_they_are_back_it_goes_out(
    held: Post, trip: Trip, teacher: Person, sandbox: SandboxX, any_hour: None
) -> None:
    assert they_are_back(trip, teacher) == 1
    assert dispatching.find_due().send == [(held.school_id, held.pk)]

    sending.send(held.school_id, held.pk)

    assert now_of(held).state == State.POSTED


def test_claim_asks_again_when_the_query_lets_it_through(
    held: Post, sandbox: SandboxX, query_lets_through: None
) -> None:
    assert dispatching.find_due().send == [(held.school_id, held.pk)]
    sending.send(held.school_id, held.pk)

    assert sandbox.requests() == []
    assert now_of(held).state == State.SCHEDULED


def test_database_says_no_when_both_let_it_through(
    held: Post, sandbox: SandboxX, claim_lets_through: None
) -> None:
    with refused("not everybody is back"):
        sending.send(held.school_id, held.pk)

    assert sandbox.requests() == []


def test_without_any_gate_it_would_go_out(
    held: Post,
    sandbox: SandboxX,
    claim_lets_through: None,
    any_hour: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with as_owner():
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")
        run_sql("ALTER TABLE drafts_post DISABLE TRIGGER guard_trip")
    monkeypatch.setattr(fencing.Fence, "__call__", lambda _: None)

    sending.send(held.school_id, held.pk)

    assert now_of(held).state == State.POSTED


@pytest.mark.parametrize("mistaken", [True, False])
def test_return_taken_back_on_the_way_stops_it_at_the_fence(
    held: Post,
    trip: Trip,
    teacher: Person,
    sandbox: SandboxX,
    any_hour: None,
    monkeypatch: pytest.MonkeyPatch,
    *,
    mistaken: bool,
) -> None:
    original = fencing.Fence.__call__

    def after_the_button(fence: fencing.Fence) -> None:
        if mistaken:
            not_after_all(trip, teacher)
        original(fence)

    they_are_back(trip, teacher)
    monkeypatch.setattr(fencing.Fence, "__call__", after_the_button)
    sending.send(held.school_id, held.pk)

    left = len(sandbox.live(HANDLE))
    assert (left, now_of(held).state) == ((0, State.SCHEDULED) if mistaken else (1, State.POSTED))
    outcome = AttemptState.NOT_SENT if mistaken else AttemptState.ACCEPTED
    assert last_attempt(held).state == outcome


def test_they_follow_one_another_each_with_a_new_grace(
    trip: Trip, teacher: Person, head: Person, any_hour: None
) -> None:
    posts = [about(trip, teacher, head, f"Room {number}.") for number in range(3)]
    for post in posts:
        change(post, expires_at=timezone.now() - timedelta(hours=3))

    began = timezone.now()
    assert they_are_back(trip, teacher) == 3

    after = [now_of(post) for post in posts]
    times = [post.not_before for post in after if post.not_before]
    assert [later - times[0] for later in times] == [timedelta(minutes=5 * n) for n in range(3)]
    ends = [post.expires_at for post in after if post.expires_at]
    assert ends == [later + timedelta(hours=2) for later in times]
    assert times[0] >= began
    assert ("post.released", teacher.pk) in events_of(posts[0])


def test_post_whose_time_is_still_to_come_keeps_it(held: Post, trip: Trip, teacher: Person) -> None:
    planned = timezone.now() + timedelta(days=3)
    change(held, scheduled_for=planned, not_before=planned)

    they_are_back(trip, teacher)

    assert (now_of(held).scheduled_for, now_of(held).not_before) == (planned, planned)


def test_return_at_night_waits_for_the_posting_hours(
    school: School, teacher: Person, head: Person
) -> None:
    with time_machine.travel(FRIDAY_NOON, tick=False):
        adopt(school, {"posting-hours": ("block", {"from_hour": "07:30", "until": "19:00"})})
        trip = make_trip(school, teacher)
        post = about(trip, teacher, head)

    with time_machine.travel(FRIDAY_NOON + timedelta(hours=8), tick=False):
        they_are_back(trip, teacher)

    assert now_of(post).not_before == datetime(2026, 11, 23, 7, 30, tzinfo=LONDON)


def test_same_words_already_out_on_the_new_day_go_back_to_their_author(
    trip: Trip, teacher: Person, head: Person, any_hour: None
) -> None:
    yesterday = about(trip, teacher, head, "We saw a mummy.")
    change(yesterday, fingerprint="0" * 64)
    about(trip, teacher, head, "We saw a mummy.")

    they_are_back(trip, teacher)

    with scope.school(trip.school_id):
        states = sorted(Post.objects.values_list("state", "trouble"))
    assert states == [("returned", "same-that-day"), ("scheduled", "")]


def test_people_are_asked_once_after_the_planned_return(
    held: Post, trip: Trip, head: Person, teacher: Person
) -> None:
    planned_hours_ago(trip, 1)

    trips.mind(timezone.now())
    trips.mind(timezone.now())

    with scope.school(trip.school_id):
        asked = list(held.school.letters.filter(kind="trip-return").values_list("to", flat=True))
    assert sorted(asked) == sorted({head.email, teacher.email})
    assert now_of(held).state == State.SCHEDULED


def test_nobody_is_asked_before(held: Post, trip: Trip) -> None:
    assert trips.mind(timezone.now()) == 0
    assert "trip-return" not in letters_about(held)


def test_without_a_word_the_posts_lapse_and_people_are_told(
    held: Post, trip: Trip, sandbox: SandboxX
) -> None:
    planned_hours_ago(trip, 7)

    trips.mind(timezone.now())

    after = now_of(held)
    assert (after.state, after.trouble) == (State.EXPIRED, "trip-not-back")
    assert "post-needs-you" in letters_about(held)
    assert sandbox.requests() == []


def test_return_recorded_after_the_limit_releases_nothing_before_the_sweep_has_come(
    held: Post, trip: Trip, teacher: Person, sandbox: SandboxX
) -> None:
    planned_hours_ago(trip, 100)

    assert they_are_back(trip, teacher) == 0
    sending.send(held.school_id, held.pk)

    assert (now_of(held).state, now_of(held).trouble) == (State.EXPIRED, trips.NOT_BACK)
    assert sandbox.requests() == []


def test_return_recorded_after_they_lapsed_sends_nothing(
    held: Post, trip: Trip, teacher: Person, sandbox: SandboxX
) -> None:
    planned_hours_ago(trip, 7)
    trips.mind(timezone.now())

    assert they_are_back(trip, teacher) == 0
    sending.send(held.school_id, held.pk)

    assert sandbox.requests() == []


def test_while_posting_is_stopped_nothing_lapses(held: Post, trip: Trip, school: School) -> None:
    planned_hours_ago(trip, 7)
    School.objects.filter(pk=school.pk).update(posting_paused_at=timezone.now())

    assert trips.mind(timezone.now()) == 0
    assert now_of(held).state == State.SCHEDULED


class TestDatabase:
    """What it holds by itself."""

    def test_nothing_is_sent_while_they_are_away(self, held: Post) -> None:
        with scope.school(held.school_id), refused("not everybody is back"):
            run_sql("UPDATE drafts_post SET state = 'sending' WHERE id = %s", held.pk)

    def test_trip_of_a_queued_post_stays(self, held: Post) -> None:
        with scope.school(held.school_id), refused("changes only while it is a draft"):
            run_sql("UPDATE drafts_post SET trip_id = NULL WHERE id = %s", held.pk)

    def test_trip_is_never_forgotten(self, trip: Trip) -> None:
        with scope.school(trip.school_id), refused("never forgotten"):
            run_sql("DELETE FROM drafts_trip")

    def test_somebody_records_a_return(self, trip: Trip) -> None:
        with scope.school(trip.school_id), refused("trip_return_recorded_by_somebody"):
            run_sql("UPDATE drafts_trip SET returned_at = now()")

    def test_trip_keeps_who_planned_it(self, trip: Trip, head: Person) -> None:
        with scope.school(trip.school_id), refused("keeps its school"):
            run_sql("UPDATE drafts_trip SET made_by_id = %s", head.pk)

    def test_post_is_about_a_trip_of_its_own_school(
        self, school: School, teacher: Person, other_school: School, other_head: Person
    ) -> None:
        draft, theirs = make_post(school, teacher), make_trip(other_school, other_head)
        with scope.school(school.pk), refused("drafts_post_trip_id_same_school"):
            run_sql("UPDATE drafts_post SET trip_id = %s WHERE id = %s", theirs.pk, draft.pk)
