"""Online-safety messages: due by the plan, drafted once in somebody's name, never posted alone."""

from datetime import date, timedelta
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.drafts import safety
from moderation.drafts.actions import drafts, reviews, submissions
from moderation.drafts.actions import safety as actions
from moderation.drafts.actions.safety import Words
from moderation.drafts.jobs import safety as job
from moderation.drafts.models import PlannedMessage, Post, SafetyMessage, SafetyPlan
from moderation.drafts.workflow import State
from policy import ready_messages
from schoolsocial.accounts.models import Letter, Membership, Person, School, Term
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import in_scope, make_person, make_school, run_sql
from tests.drafts.forcing import refused
from tests.drafts.policies import adopt
from tests.drafts.safety import (
    NOW,
    drafts_of,
    make_plan,
    make_terms,
    planned,
    stock,
)
from tests.posts import adopt_policy, make_account, make_post

DUE = date(2026, 12, 1)


@pytest.fixture
def account(school: School, teacher: Person) -> Account:
    adopt_policy(school)
    make_terms(school)
    return make_account(school)


@pytest.fixture
def plan(account: Account, school: School, teacher: Person, head: Person) -> SafetyPlan:
    stock(school, head)
    return make_plan(school, account, teacher, head)


def letters(school: School, kind: str) -> list[str]:
    with scope.school(school.pk):
        return sorted(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def test_library_begins_with_a_dozen_ready_messages_once(school: School, head: Person) -> None:
    assert (stock(school, head), stock(school, head)) == (12, 0)
    with in_scope(school.pk):
        texts = list(SafetyMessage.objects.order_by("id").values_list("text", flat=True))
    assert texts == [ready_messages.BY_ID[one].text for one in actions.STARTERS]


def test_retired_ready_message_is_not_put_in_again(school: School, head: Person) -> None:
    stock(school, head)
    with in_scope(school.pk):
        message = SafetyMessage.objects.first()
        assert message is not None
        actions.retire(message=message, by=head, now=NOW)

    assert stock(school, head) == 0


def test_due_message_is_drafted_in_the_name_of_who_runs_it_and_goes_nowhere(
    plan: SafetyPlan, school: School, teacher: Person
) -> None:
    job.prepare(NOW)

    (row,) = planned(school)
    assert row.due_on == DUE
    assert row.post is not None
    assert (row.post.author_id, row.post.state) == (teacher.pk, State.DRAFT)
    assert row.post.wall_time == "2026-12-01T15:30"
    assert row.post.text == row.message.text
    assert letters(school, "online-safety-draft") == [teacher.email]


def test_it_takes_the_ordinary_way_through_approval(
    plan: SafetyPlan, school: School, teacher: Person, head: Person
) -> None:
    job.prepare(NOW)
    (post,) = drafts_of(school)

    with in_scope(school.pk):
        submissions.submit(post=post, by=teacher, now=NOW, wall_time=post.wall_time)
        with pytest.raises(reviews.OwnDraft):
            reviews.approve(post=post, by=teacher, version=1, now=NOW)
        reviews.approve(post=post, by=head, version=1, now=NOW, wall_time=post.wall_time)
        assert Post.objects.get(pk=post.pk).state == State.SCHEDULED


def test_job_run_again_and_again_makes_one_draft(plan: SafetyPlan, school: School) -> None:
    for hours in (0, 1, 24, 48):
        job.prepare(NOW + timedelta(hours=hours))

    assert len(drafts_of(school)) == 1


def test_killed_between_draft_and_note_leaves_neither_and_the_next_run_makes_one(
    plan: SafetyPlan, school: School
) -> None:
    with (
        patch.object(PlannedMessage.objects, "create", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        job.prepare(NOW)
    assert drafts_of(school) == []

    job.prepare(NOW)
    assert len(drafts_of(school)) == 1


def test_control_without_the_note_each_run_makes_one(plan: SafetyPlan, school: School) -> None:
    with patch.object(PlannedMessage.objects, "create"):
        job.prepare(NOW)
        job.prepare(NOW)

    assert len(drafts_of(school)) == 2


def test_discarded_draft_is_not_made_again(
    plan: SafetyPlan, school: School, teacher: Person
) -> None:
    job.prepare(NOW)
    with in_scope(school.pk):
        drafts.discard(post=drafts_of(school)[0], by=teacher, now=NOW)

    job.prepare(NOW)

    assert drafts_of(school) == []
    assert [row.post for row in planned(school)] == [None]


def test_message_used_longest_ago_comes_next(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    with in_scope(school.pk):
        first, second = (
            actions.add(school=school, words=Words(text, "kindness", "pupils"), by=head, now=NOW)
            for text in ("Be kind.", "Be kind again.")
        )
    make_plan(school, account, teacher, head, weeks=1)

    for days in (0, 7, 14):
        job.prepare(NOW + timedelta(days=days))

    used = [row.message_id for row in planned(school)]
    assert used[:3] == [first.pk, second.pk, first.pk]


def test_nothing_is_drafted_for_the_holidays(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    stock(school, head)
    make_plan(school, account, teacher, head, weeks=1)

    job.prepare(NOW + timedelta(days=21))

    assert [row.due_on for row in planned(school)] == []  # 22 and 29 December
    job.prepare(NOW + timedelta(days=28))
    assert [row.due_on for row in planned(school)] == [date(2027, 1, 5)]


def test_half_term_that_has_one_needs_no_other(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    stock(school, head)
    make_plan(school, account, teacher, head, weeks=None)
    wish = {"wall_time": "2026-12-03T09:00"}
    make_post(school, teacher, "Tell an adult.", kind=Post.Kind.ONLINE_SAFETY, **wish)

    job.prepare(NOW)

    assert planned(school) == []


def test_plan_of_somebody_who_left_drafts_nothing(
    plan: SafetyPlan, school: School, teacher: Person
) -> None:
    with in_scope(school.pk):
        Membership.objects.filter(person=teacher).update(roles=["governor"])

    job.prepare(NOW)

    assert drafts_of(school) == []


def test_nobody_runs_it_who_does_not_draft(
    account: Account, school: School, governor: Person, head: Person
) -> None:
    with pytest.raises(actions.NobodyToRunIt):
        make_plan(school, account, governor, head)


def test_new_plan_ends_the_one_before_and_its_day_is_not_drafted_twice(
    plan: SafetyPlan, account: Account, school: School, deputy: Person, head: Person
) -> None:
    job.prepare(NOW)
    make_plan(school, account, deputy, head)
    job.prepare(NOW)

    with in_scope(school.pk):
        assert SafetyPlan.objects.going().count() == 1
    assert len(drafts_of(school)) == 1


def test_leaders_are_told_once_of_a_half_term_without_a_message(
    account: Account, school: School, teacher: Person, head: Person
) -> None:
    make_plan(school, account, teacher, head, weeks=None, begins_on=date(2027, 1, 4))
    for hours in (0, 1, 24):
        job.prepare(NOW + timedelta(hours=hours))

    assert letters(school, "online-safety-missing") == [head.email]


def test_leaders_are_not_told_where_one_is_planned_or_nobody_asked_for_any(
    account: Account, school: School, teacher: Person
) -> None:
    wish = {"wall_time": "2026-12-03T09:00"}
    make_post(school, teacher, "Tell an adult.", kind=Post.Kind.ONLINE_SAFETY, **wish)
    other = make_school("hunts-cross")
    make_terms(other)
    adopt(other, {"length": ("block", {})})

    job.prepare(NOW)

    assert letters(school, "online-safety-missing") == []
    assert letters(other, "online-safety-missing") == []


@given(
    weeks=st.one_of(st.none(), st.integers(1, 12)),
    weekday=st.integers(0, 4),
    begins=st.dates(date(2026, 9, 1), date(2027, 1, 31)),
)
def test_dues_fall_on_their_weekday_in_their_span_and_weeks_apart(
    weeks: int | None, weekday: int, begins: date
) -> None:
    terms = [
        Term(name="A", starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 18)),
        Term(name="B", starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 12)),
    ]
    rhythm = SafetyPlan.Rhythm.WEEKS if weeks else SafetyPlan.Rhythm.HALF_TERM
    made = SafetyPlan(rhythm=rhythm, weeks=weeks, weekday=weekday, begins_on=begins)

    found = safety.dues(made, terms, begins, date(2027, 2, 12))

    assert all(due.day.weekday() == weekday and due.day >= begins for due in found)
    days = [due.day for due in found]
    if weeks:
        gaps = {b - a for a, b in pairwise(days)}
        assert gaps <= {timedelta(weeks=weeks)}
    else:
        in_terms = [safety.term_of(terms, day) for day in days]
        assert None not in in_terms
        assert len(days) == len({term.name for term in in_terms if term})


def test_database_holds_one_draft_a_day_and_one_plan_a_school(
    plan: SafetyPlan, school: School
) -> None:
    job.prepare(NOW)
    copied = "school_id, plan_id, message_id, due_on, made_at"
    with in_scope(school.pk), refused("planned_message_one_a_day"):
        run_sql(
            f"INSERT INTO drafts_plannedmessage ({copied}) "
            f"SELECT {copied} FROM drafts_plannedmessage"
        )
    columns = (
        "school_id, account_id, run_by_id, rhythm, weeks, weekday, at, begins_on, set_by_id, set_at"
    )
    with in_scope(school.pk), refused("safety_plan_one_going"):
        run_sql(
            f"INSERT INTO drafts_safetyplan ({columns}) SELECT {columns} FROM drafts_safetyplan"
        )


def test_database_knows_a_plan_and_a_message(plan: SafetyPlan, school: School) -> None:
    elsewhere = make_account(make_school("hunts-cross"))
    stranger = make_person(make_school("st-anne"), Role.TEACHER)
    for sentence, table, column, value in (
        ("safety_plan_known_rhythm", "safetyplan", "weeks", None),
        ("safety_plan_known_rhythm", "safetyplan", "weeks", 13),
        ("safety_plan_known_weekday", "safetyplan", "weekday", 7),
        ("safety_plan_ended_by_somebody", "safetyplan", "ended_at", NOW),
        ("account_id_same_school", "safetyplan", "account_id", elsewhere.pk),
        ("run_by_id_member", "safetyplan", "run_by_id", stranger.pk),
        ("safety_message_has_words", "safetymessage", "text", ""),
        ("safety_message_once", "safetymessage", "origin", "ceop"),
        ("safety_message_retired_by_somebody", "safetymessage", "retired_at", NOW),
    ):
        with in_scope(school.pk), refused(sentence):
            run_sql(f"UPDATE drafts_{table} SET {column} = %s", value)


def test_planned_message_points_into_its_own_school(
    plan: SafetyPlan, school: School, other_school: School
) -> None:
    job.prepare(NOW)
    theirs = make_post(other_school, make_person(other_school, Role.TEACHER))

    with in_scope(school.pk), refused("post_id_same_school"):
        run_sql("UPDATE drafts_plannedmessage SET post_id = %s", theirs.pk)
