"""Weekly slots: each given out once, passed over for a reason, free as soon as its post goes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.drafts import slots as places_of
from moderation.drafts import wall_clock
from moderation.drafts.actions import freezes, gaps, moving, publishing, reviews, submissions
from moderation.drafts.actions import slots as actions
from moderation.drafts.models import Freeze, Post, WeeklySlot
from moderation.drafts.school_time import SchoolDays
from moderation.drafts.workflow import State
from policy.facts import PostKind
from schoolsocial.accounts.models import Person, School, Term
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import in_scope, make_person, make_school, run_sql
from tests.drafts.forcing import force, refused
from tests.drafts.policies import adopt
from tests.drafts.slots import (
    MONDAY,
    NOW,
    WEDNESDAY,
    free,
    into_the_next,
    london,
    make_slot,
    skipped,
)
from tests.drafts.threads import submitted_thread
from tests.posts import adopt_policy, make_account, make_post, submitted

SUNDAY = 6
FIRST, SECOND = "2026-11-30T15:30", "2026-12-02T12:15"


@pytest.fixture
def bare(school: School) -> Account:
    """The school has no policy yet."""
    return make_account(school)


@pytest.fixture
def account(bare: Account) -> Account:
    adopt_policy(bare.school)
    return bare


@pytest.fixture
def two_a_week(account: Account, head: Person) -> Account:
    make_slot(account, head, MONDAY, "15:30")
    make_slot(account, head, WEDNESDAY, "12:15")
    return account


def now_of(post: Post) -> Post:
    with scope.school(post.school_id):
        return Post.objects.select_related("school", "account").get(pk=post.pk)


def test_slots_come_round_in_their_order(two_a_week: Account) -> None:
    assert free(two_a_week) == [FIRST, SECOND, "2026-12-07T15:30", "2026-12-09T12:15"]


def test_slot_of_today_counts_until_its_minute(two_a_week: Account) -> None:
    assert free(two_a_week, london("2026-11-30 15:29"))[0] == FIRST
    assert free(two_a_week, london("2026-11-30 15:30"))[0] == SECOND


def test_approved_post_has_its_slot_and_the_next_gets_the_next(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    first, second = (into_the_next(submitted(school, teacher), head) for _ in range(2))

    assert first.slot_at == first.scheduled_for == london("2026-11-30 15:30")
    assert second.slot_at == second.scheduled_for == london("2026-12-02 12:15")
    assert FIRST not in free(two_a_week)


def test_thread_takes_one_slot_which_its_first_post_has(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    posts = submitted_thread(school, teacher)

    into_the_next(posts[0], head)

    first, *rest = (now_of(one) for one in posts)
    assert (first.state, first.slot_at) == (State.SCHEDULED, london("2026-11-30 15:30"))
    assert {(one.state, one.slot_at) for one in rest} == {(State.APPROVED, None)}
    assert free(two_a_week)[0] == SECOND


def test_post_somebody_timed_for_that_minute_has_the_slot(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)
    with in_scope(school.pk):
        reviews.approve(post=post, by=head, version=1, now=NOW, wall_time=FIRST)

    assert now_of(post).slot_at is None
    assert FIRST not in free(two_a_week)


def test_slot_that_was_taken_meanwhile_is_refused_and_nothing_is_approved(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    into_the_next(submitted(school, teacher), head)
    late = submitted(school, teacher)

    with in_scope(school.pk), pytest.raises(actions.SlotGone):
        reviews.approve(post=late, by=head, version=1, now=NOW, wall_time=FIRST, in_slot=True)

    assert now_of(late).state == State.SUBMITTED
    with in_scope(school.pk):
        assert not late.decisions.exists()


def test_minute_that_is_no_slot_is_refused(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    post = submitted(school, teacher)

    with in_scope(school.pk), pytest.raises(actions.SlotGone):
        reviews.approve(
            post=post, by=head, version=1, now=NOW, wall_time="2026-11-30T15:31", in_slot=True
        )


@pytest.mark.parametrize("way", ["recall", "cancel", "call back", "move"])
def test_whatever_frees_the_post_frees_the_slot_and_nothing_else_moves(
    two_a_week: Account, school: School, teacher: Person, head: Person, way: str
) -> None:
    first, second = (into_the_next(submitted(school, teacher), head) for _ in range(2))
    with in_scope(school.pk):
        if way == "recall":
            submissions.recall(post=first, by=teacher, now=NOW)
        elif way == "cancel":
            publishing.cancel(post=first, by=head, now=NOW)
        elif way == "call back":
            reviews.call_back(post=first, by=head, comment="Later, please.", now=NOW)
        else:
            moving.move_to(post=first, by=head, wall_time="2026-12-03T09:00", now=NOW)

    assert free(two_a_week)[0] == FIRST
    assert now_of(second).scheduled_for == london("2026-12-02 12:15")
    assert into_the_next(submitted(school, teacher), head).slot_at == london("2026-11-30 15:30")


def test_holidays_are_passed_over_where_that_was_asked_for(
    account: Account, school: School, head: Person
) -> None:
    with in_scope(school.pk):
        for first, last in (("2026-09-01", "2026-11-27"), ("2026-12-07", "2026-12-18")):
            Term.objects.create(
                school=school,
                name=first,
                starts_on=date.fromisoformat(first),
                ends_on=date.fromisoformat(last),
            )
    make_slot(account, head, MONDAY, "15:30")
    make_slot(account, head, MONDAY, "16:00", always=True)

    assert skipped(account) == {FIRST: "No school day"}
    assert free(account)[:2] == ["2026-11-30T16:00", "2026-12-07T15:30"]


def test_none_is_free_while_posting_is_stopped(
    two_a_week: Account, school: School, head: Person
) -> None:
    with in_scope(school.pk):
        freezes.freeze(school=school, by=head, reason=Freeze.Reason.EXAMS, now=NOW)

    assert free(two_a_week) == []
    assert set(skipped(two_a_week).values()) == {str(places_of.STOPPED)}


def test_hours_that_the_policy_closes_later_are_passed_over(
    bare: Account, school: School, head: Person
) -> None:
    make_slot(bare, head, MONDAY, "15:30")
    make_slot(bare, head, WEDNESDAY, "12:15")
    adopt(school, {"posting-hours": ("block", {"from_hour": "13:00", "until": "19:00"})})

    assert SECOND in skipped(bare)
    assert FIRST in free(bare)


def test_slot_outside_the_posting_hours_is_not_set(bare: Account, head: Person) -> None:
    adopt(bare.school, {"posting-hours": ("block", {})})

    for weekday, at in ((MONDAY, "23:00"), (SUNDAY, "10:00")):
        with pytest.raises(actions.SlotOutsideHours):
            make_slot(bare, head, weekday, at)


def test_same_slot_twice_is_refused_until_it_has_ended(account: Account, head: Person) -> None:
    slot = make_slot(account, head)
    with pytest.raises(actions.SlotThere):
        make_slot(account, head)
    with in_scope(account.school_id):
        actions.end(slot=slot, by=head, now=NOW)

    make_slot(account, head)


def test_emergency_notice_uses_no_slot(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    notice = submitted(school, teacher, "The school is closed today.", kind=PostKind.EMERGENCY)

    with in_scope(school.pk):
        assert places_of.offered(notice, NOW) is None
        with pytest.raises(actions.NoSlotForANotice):
            reviews.approve(post=notice, by=head, version=1, now=NOW, wall_time=FIRST, in_slot=True)
        draft = make_post(school, teacher, "We are closed.", kind=PostKind.EMERGENCY)
        with pytest.raises(submissions.TwoTimes):
            submissions.submit(post=draft, by=teacher, now=NOW, wishes_slot=True)


def test_author_may_wish_for_a_slot_but_not_for_a_time_as_well(
    two_a_week: Account, school: School, teacher: Person
) -> None:
    post = make_post(school, teacher)
    with in_scope(school.pk):
        with pytest.raises(submissions.TwoTimes):
            submissions.submit(post=post, by=teacher, now=NOW, wall_time=FIRST, wishes_slot=True)
        submissions.submit(post=post, by=teacher, now=NOW, wishes_slot=True)

    assert now_of(post).wishes_slot


def test_first_of_two_approvals_leaves_a_wish_and_takes_no_slot(
    bare: Account, school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    make_slot(bare, head)
    adopt(school, {"two-approvers": ("block", {"always": True})})
    post = submitted(school, teacher)

    halfway = into_the_next(post, head)
    assert (halfway.state, halfway.wishes_slot, halfway.slot_at) == (State.SUBMITTED, True, None)
    assert FIRST in free(bare)
    assert into_the_next(post, deputy).slot_at == london("2026-11-30 15:30")


@pytest.mark.faults
@pytest.mark.parametrize("day", ["2027-03-28", "2026-10-25"])
def test_hour_in_which_the_clocks_change_is_passed_over(
    bare: Account, head: Person, day: str
) -> None:
    make_slot(bare, head, SUNDAY, "01:30", always=True)
    now = london(f"{day} 00:10")

    assert skipped(bare, now)[f"{day}T01:30"] == "The clocks change in that hour"


@given(
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    day=st.dates(date(2025, 1, 1), date(2035, 12, 31)),
)
def test_a_place_is_its_own_hour_on_the_wall_or_none(hour: int, minute: int, day: date) -> None:
    slot = WeeklySlot(weekday=day.weekday(), at=london(f"{day} {hour:02}:{minute:02}").time())
    reasons = places_of._Reasons(False, SchoolDays([]), None)

    place = places_of._place(slot, day, reasons, {})

    assert (place.at is None) == bool(place.skipped and "clocks" in place.skipped)
    if place.at is not None:
        assert wall_clock.wall_time(place.at) == place.entered


def test_gaps_are_closed_as_they_were_shown(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    first, second, third = (into_the_next(submitted(school, teacher), head) for _ in range(3))
    with in_scope(school.pk):
        publishing.cancel(post=first, by=head, now=NOW)
        steps = places_of.gaps(two_a_week, besides=head.pk, now=NOW)
        plan = places_of.written_out(steps)
        moved = gaps.close(account=two_a_week, plan=plan, by=head, now=NOW)

    assert moved == 2
    assert now_of(second).slot_at == london("2026-11-30 15:30")
    assert now_of(third).slot_at == now_of(third).scheduled_for == london("2026-12-02 12:15")


def test_plan_that_has_changed_moves_nothing(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    first, second = (into_the_next(submitted(school, teacher), head) for _ in range(2))
    with in_scope(school.pk):
        publishing.cancel(post=first, by=head, now=NOW)
        plan = places_of.written_out(places_of.gaps(two_a_week, besides=head.pk, now=NOW))
    into_the_next(submitted(school, teacher), head)

    with in_scope(school.pk), pytest.raises(gaps.PlanChanged):
        gaps.close(account=two_a_week, plan=plan, by=head, now=NOW)

    assert now_of(second).slot_at == london("2026-12-02 12:15")


def test_own_post_is_not_moved_by_its_author(
    two_a_week: Account, school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    first, _ = (
        into_the_next(submitted(school, teacher), head),
        into_the_next(submitted(school, head), deputy),
    )
    with in_scope(school.pk):
        publishing.cancel(post=first, by=head, now=NOW)
        assert places_of.gaps(two_a_week, besides=head.pk, now=NOW) == ()
        assert len(places_of.gaps(two_a_week, besides=deputy.pk, now=NOW)) == 1


def test_database_gives_one_slot_to_one_post(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    first, second = (into_the_next(submitted(school, teacher), head) for _ in range(2))

    with in_scope(school.pk), refused("post_one_a_slot"):
        run_sql("UPDATE drafts_post SET slot_at = %s WHERE id = %s", first.slot_at, second.pk)


def test_database_lets_no_notice_wait_for_a_slot(
    account: Account, school: School, teacher: Person
) -> None:
    notice = make_post(school, teacher, kind=PostKind.EMERGENCY)

    with in_scope(school.pk), refused("post_emergency_waits_for_no_slot"):
        run_sql("UPDATE drafts_post SET wishes_slot = true WHERE id = %s", notice.pk)


def test_database_knows_what_a_slot_is(account: Account, head: Person, school: School) -> None:
    slot = make_slot(account, head)
    elsewhere = make_account(make_school("hunts-cross"))
    stranger = make_person(make_school("st-anne"), Role.SLT)

    for sentence, column, value in (
        ("slot_known_weekday", "weekday", 7),
        ("slot_ended_by_somebody", "ended_at", NOW),
        ("account_id_same_school", "account_id", elsewhere.pk),
        ("made_by_id_member", "made_by_id", stranger.pk),
    ):
        with in_scope(school.pk), refused(sentence):
            run_sql(f"UPDATE drafts_weeklyslot SET {column} = %s WHERE id = %s", value, slot.pk)
    with in_scope(school.pk), refused("slot_once_a_week"):
        run_sql(
            "INSERT INTO drafts_weeklyslot (school_id, account_id, weekday, at, school_days_only,"
            " made_by_id, made_at) SELECT school_id, account_id, weekday, at, false, made_by_id,"
            " made_at FROM drafts_weeklyslot"
        )


def test_sent_post_keeps_its_slot(
    two_a_week: Account, school: School, teacher: Person, head: Person
) -> None:
    post = into_the_next(submitted(school, teacher), head)
    with in_scope(school.pk):
        force("drafts_post", post.pk, state="posted", tweet_id="1234567890")

    assert FIRST not in free(two_a_week)
