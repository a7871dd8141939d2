"""What is counted is what the tables hold; counting twice changes nothing."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from moderation.drafts.actions import reviews, submissions
from moderation.drafts.models import Takedown
from moderation.incidents.actions import reporting
from moderation.incidents.actions.reporting import Report
from schoolsocial.accounts.models import Person, School
from schoolsocial.governance.jobs import counting
from schoolsocial.governance.models import Rollup, RollupRun
from schoolsocial.governance.queries.counted import everything
from schoolsocial.tenancy import scope
from tests.cast import run_sql
from tests.drafts.forcing import force
from tests.governance.counting import lines, read
from tests.posts import adopt_policy, make_account, make_post, make_pupil, scheduled

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def ready(school: School) -> School:
    adopt_policy(school)
    make_account(school)
    return school


def sent(school: School, author: Person, head: Person, number: int) -> None:
    """So many posts that went out as they were approved."""
    for _ in range(number):
        post = scheduled(school, author, head)
        force("drafts_post", post.pk, state="posted", tweet_id=str(10**9 + post.pk), posted_at=NOW)


def rollups(school: School) -> list[tuple[object, ...]]:
    with scope.school(school.pk):
        rows = Rollup.objects.order_by("measure", "day", "cell")
        return list(rows.values_list("pk", "day", "measure", "cell", "number", "is_state"))


def test_posts_approved_by_another_are_counted(
    ready: School, teacher: Person, head: Person
) -> None:
    sent(ready, teacher, head, 6)

    reading = read(ready, "approved-by-another", NOW)

    assert (reading.value, reading.verdict) == ("100 %", "green")
    assert lines(reading)["Posts that went out"] == "6"


def test_a_post_nobody_approved_is_told_and_not_how_many(
    ready: School, teacher: Person, head: Person
) -> None:
    sent(ready, teacher, head, 20)
    post = make_post(ready, teacher)
    force("drafts_post", post.pk, state="posted", tweet_id="77", posted_at=NOW)

    reading = read(ready, "approved-by-another", NOW)

    assert reading.verdict == "red"
    assert lines(reading)["Approved by nobody here"] == "Fewer than 5"
    assert lines(reading)["Approved by somebody else"] == "17 to 20"


def test_drafts_the_policy_stopped_are_counted_by_family(ready: School, teacher: Person) -> None:
    for _ in range(5):
        post = make_post(ready, teacher, "lol gr8 " * 40)
        with scope.school(ready.pk), pytest.raises(submissions.Blocked):
            submissions.submit(post=post, by=teacher, now=NOW)

    assert lines(read(ready, "drafts-stopped", NOW))["Words"] == "5"


def test_incidents_are_counted_by_kind_and_severity(ready: School, teacher: Person) -> None:
    for _ in range(5):
        with scope.school(ready.pk):
            report = Report(category="complaint", words="They were cross.")
            reporting.report(school=ready, report=report, by=teacher, now=NOW)

    reading = read(ready, "incidents", NOW)

    assert (reading.value, reading.verdict) == ("5", "green")
    assert [name for name, value in lines(reading).items() if value == "5"][:1] == ["Reported"]
    assert read(ready, "incidents", NOW + timedelta(days=60)).verdict == "red"
    assert (
        lines(read(ready, "legal-times", NOW + timedelta(days=60)))["Done late, or overdue"] == "5"
    )


def test_takedowns_are_told_by_median_and_longest(ready: School, teacher: Person) -> None:
    pupil = make_pupil(ready, "Amelia", "Brown")
    opened = NOW - timedelta(days=3)
    for hours in (1, 2, 3, 5, 30):
        post = make_post(ready, teacher)
        with scope.school(ready.pk):
            Takedown.objects.create(
                school=ready,
                post=post,
                pupil=pupil,
                reason=Takedown.Reason.LAPSED,
                opened_at=opened,
                due_at=opened + timedelta(days=1),
                done_at=opened + timedelta(hours=hours),
                outcome="removed",
            )

    reading = read(ready, "takedowns", NOW)

    assert (reading.value, reading.verdict) == ("3 hours as a rule", "red")
    assert lines(reading)["Longest"] == "30 hours"
    assert lines(reading)["Later than a school day"] == "Fewer than 5"


def test_counting_twice_writes_nothing_the_second_time(
    ready: School, teacher: Person, head: Person
) -> None:
    sent(ready, teacher, head, 3)
    counting.count(ready.pk, NOW)
    before = rollups(ready)

    counting.count(ready.pk, NOW)

    assert rollups(ready) == before
    assert before


def test_numbers_are_put_right_by_the_next_count(
    ready: School, teacher: Person, head: Person
) -> None:
    sent(ready, teacher, head, 3)
    counting.count(ready.pk, NOW)
    with scope.school(ready.pk):
        Rollup.objects.filter(measure="posts-approved").update(number=900)
        Rollup.objects.create(
            school=ready, day=date(2026, 9, 3), measure="overrides", cell="Words", number=7
        )

    with pytest.raises(CommandError, match="2 numbers"):
        call_command("check_rollups", stdout=StringIO())
    call_command("check_rollups", "--rebuild", stdout=StringIO())

    call_command("check_rollups", "--school", ready.slug, stdout=StringIO())


def test_check_of_a_school_that_is_not_there_says_so(db: None) -> None:
    with pytest.raises(CommandError, match="No school is called"):
        call_command("check_rollups", "--school", "nowhere")


def test_another_schools_posts_are_not_counted(
    ready: School, other_school: School, teacher: Person, head: Person
) -> None:
    sent(ready, teacher, head, 6)

    assert read(other_school, "approved-by-another", NOW).value == "No post went out"


def test_childrens_numbers_move_on_when_five_have_changed(ready: School) -> None:
    for number in range(12):
        make_pupil(ready, f"Child{number}", "Brown")
    counting.count(ready.pk, NOW)
    for number in range(4):
        make_pupil(ready, f"New{number}", "Brown")
    counting.count(ready.pk, NOW + timedelta(days=1))

    assert states(ready, "consent-position") == {NOW.date(): 12}

    make_pupil(ready, "Fifth", "Brown")
    counting.count(ready.pk, NOW + timedelta(days=2))

    assert states(ready, "consent-position")[NOW.date() + timedelta(days=2)] == 17


def states(school: School, measure: str) -> dict[date, int]:
    with scope.school(school.pk):
        rows = Rollup.objects.filter(measure=measure, cell="silent")
        return dict(rows.values_list("day", "number"))


def test_how_things_stood_earlier_is_never_changed(ready: School) -> None:
    counting.count(ready.pk, NOW)
    with scope.school(ready.pk):
        Rollup.objects.create(
            school=ready,
            day=NOW.date() + timedelta(days=1),
            measure="in-date",
            cell="policy",
            number=1,
            is_state=True,
        )
        earlier = "measure = 'in-date' AND day = %s"
        for change in (
            "UPDATE governance_rollup SET number = 0 WHERE",
            "DELETE FROM governance_rollup WHERE",
        ):
            with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
                run_sql(f"{change} {earlier}", NOW.date())


def test_count_that_fails_half_way_leaves_every_number(
    ready: School, teacher: Person, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting.count(ready.pk, NOW)
    before = rollups(ready)
    sent(ready, teacher, head, 6)
    monkeypatch.setattr(everything, "standing", interrupted)

    with pytest.raises(KeyboardInterrupt):
        counting.count(ready.pk, NOW)
    assert rollups(ready) == before

    monkeypatch.undo()
    counting.count(ready.pk, NOW)
    assert rollups(ready) != before


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


CHILDREN = st.lists(st.sampled_from(["yes", "no", "silent", "away"]), min_size=30, max_size=30)


@given(CHILDREN, CHILDREN)
def test_numbers_move_on_for_no_fewer_children_than_changed(
    then: list[str], now: list[str]
) -> None:
    before, after = (Counter(cell for cell in cells if cell != "away") for cells in (then, now))

    changed = sum(one != other for one, other in zip(then, now, strict=True))
    assert counting.moved(before, after) <= changed


def test_a_school_is_counted_at_a_moment_of_its_own(ready: School, other_school: School) -> None:
    counting.count(ready.pk, datetime(2026, 11, 20, 5, tzinfo=UTC))

    with scope.school(other_school.pk):
        assert not RollupRun.objects.exists()


def test_a_draft_sent_back_counts_as_stopped(ready: School, teacher: Person, head: Person) -> None:
    for _ in range(5):
        post = make_post(ready, teacher, "Our garden club met.")
        with scope.school(ready.pk):
            submissions.submit(post=post, by=teacher, now=NOW)
            reviews.send_back(post=post, by=head, version=1, comment="Shorter.", now=NOW)

    assert lines(read(ready, "drafts-stopped", NOW))["A reviewer returned or rejected it"] == "5"
