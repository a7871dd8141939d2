"""A thread goes out in its order, each post as a reply to the one before it, or not at all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.drafts import costs, neighbours, seal, settling, succession, threads
from moderation.drafts.actions import (
    drafts,
    freezes,
    moving,
    publishing,
    reviews,
    submissions,
    threading,
    trips,
)
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import dispatching
from moderation.drafts.models import Freeze, Post
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import as_owner, run_sql
from tests.drafts.outgoing import HANDLE, carry_on, change, letters_about
from tests.drafts.threads import (
    WORDS,
    approved,
    drafted,
    mark,
    send,
    states_of,
    submitted_thread,
    thread_of,
)
from tests.drafts.trips import make_trip
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_post, make_pupil

DRAFT, SUBMITTED, RETURNED = State.DRAFT, State.SUBMITTED, State.RETURNED
APPROVED, SCHEDULED, POSTED = State.APPROVED, State.SCHEDULED, State.POSTED


@pytest.fixture
def thread(school: School, teacher: Person, head: Person, x_account: Account) -> list[Post]:
    """Three posts, approved, the first of them due now."""
    return approved(school, teacher, head)


@pytest.fixture
def any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in posting hours, whatever the hour of the test."""
    monkeypatch.setattr("policy.rules.posting_hours.check", lambda *_: iter(()))


def test_only_the_first_is_due(thread: list[Post]) -> None:
    assert states_of(thread[0]) == [SCHEDULED, APPROVED, APPROVED]
    assert dispatching.find_due().send == [(thread[0].school_id, thread[0].pk)]


def test_goes_out_in_order_each_a_reply_to_the_one_before(
    thread: list[Post], sandbox: SandboxX
) -> None:
    for one in thread:
        assert dispatching.find_due().send == [(one.school_id, one.pk)]
        send(one)

    assert states_of(thread[0]) == [POSTED] * 3
    ids = [one.tweet_id for one in thread_of(thread[0])]
    live = {post["id"]: post for post in sandbox.live(HANDLE)}
    assert [live[one]["text"] for one in ids] == list(WORDS)
    assert [live[one]["in_reply_to"] for one in ids] == ["", *ids[:-1]]


def test_approving_one_approves_all_and_each_is_sealed(thread: list[Post]) -> None:
    seals = {one.seal for one in thread}

    assert len(seals - {""}) == 3
    assert all(one.scheduled_for for one in thread)


def test_seal_covers_the_place(thread: list[Post], school: School) -> None:
    second = thread[1]
    with scope.school(school.pk):
        sealed = seal.seal(second, policy_version=1, day=timezone.localdate())
        second.place = 3
        moved = seal.seal(second, policy_version=1, day=timezone.localdate())

    assert sealed != moved


def test_nothing_is_sent_while_the_one_before_is_held(
    thread: list[Post], head: Person, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_before")
    send(thread[0])
    carry_on(thread[0])

    assert states_of(thread[0]) == [State.HELD, APPROVED, APPROVED]
    send(thread[1])
    assert sandbox.live(HANDLE) == []


def test_marked_as_posted_the_thread_goes_on(
    thread: list[Post], head: Person, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_before")
    send(thread[0])
    carry_on(thread[0])
    by_hand = sandbox.post_by_hand(HANDLE, WORDS[0])
    mark(thread[0], head, by_hand)

    send(thread[1])

    assert states_of(thread[0]) == [POSTED, POSTED, SCHEDULED]
    replies = [post["in_reply_to"] for post in sandbox.live(HANDLE) if post["in_reply_to"]]
    assert replies == [by_hand]


def test_window_of_the_next_counts_from_the_posting(
    thread: list[Post], head: Person, sandbox: SandboxX
) -> None:
    planned = timezone.now() - timedelta(minutes=100)
    change(thread[0], scheduled_for=planned)
    send(thread[0])

    second = thread_of(thread[0])[1]
    assert second.state == SCHEDULED
    assert second.expires_at is not None
    assert second.not_before is not None
    assert second.expires_at - second.not_before == timedelta(minutes=second.school.grace_minutes)
    assert second.scheduled_for == planned


def test_hours_later_a_person_decides_on_the_rest(
    thread: list[Post], head: Person, sandbox: SandboxX
) -> None:
    sandbox.plan_fault("cut_before")
    send(thread[0])
    carry_on(thread[0])
    change(thread[0], scheduled_for=timezone.now() - succession.LATEST - timedelta(minutes=1))
    mark(thread[0], head, sandbox.post_by_hand(HANDLE, WORDS[0]))

    assert states_of(thread[0]) == [POSTED, RETURNED, RETURNED]
    assert thread_of(thread[0])[1].trouble == threads.LATE
    assert "thread-broken" in letters_about(thread[0])


def test_refused_by_x_the_rest_comes_back(thread: list[Post], sandbox: SandboxX) -> None:
    sandbox.plan_fault("not_enrolled")
    send(thread[0])

    assert states_of(thread[0]) == [State.FAILED, RETURNED, RETURNED]
    assert {one.trouble for one in thread_of(thread[0])[1:]} == {threads.BROKEN}
    assert {one.seal for one in thread_of(thread[0])[1:]} == {""}


def test_too_late_the_rest_comes_back(thread: list[Post], sandbox: SandboxX) -> None:
    change(thread[0], expires_at=timezone.now() - timedelta(seconds=1))
    send(thread[0])

    assert states_of(thread[0]) == [State.EXPIRED, RETURNED, RETURNED]
    assert sandbox.requests() == []


def test_deleted_before_the_next_went_the_rest_comes_back(
    thread: list[Post], head: Person, sandbox: SandboxX, school: School
) -> None:
    send(thread[0])
    with scope.school(school.pk):
        publishing.remove(post=thread[0], by=head, reason="A typing slip.", now=timezone.now())
    send(thread[1])

    assert states_of(thread[0]) == [State.REMOVING, RETURNED, RETURNED]
    assert len(sandbox.live(HANDLE)) == 1


def test_the_rest_sent_again_goes_out_under_the_first(
    thread: list[Post], teacher: Person, head: Person, sandbox: SandboxX, school: School
) -> None:
    send(thread[0])
    sandbox.plan_fault("not_enrolled")
    send(thread[1])
    assert states_of(thread[0]) == [POSTED, State.FAILED, RETURNED]

    now = timezone.now()
    with scope.school(school.pk):
        submissions.recall(post=thread[1], by=teacher, now=now)
        submissions.submit(post=thread[1], by=teacher, now=now)
        reviews.approve(post=thread[1], by=head, version=2, now=now)
    for one in thread[1:]:
        send(one)

    first, second, third = thread_of(thread[0])
    replies = {post["id"]: post["in_reply_to"] for post in sandbox.live(HANDLE)}
    assert replies[second.tweet_id] == first.tweet_id
    assert replies[third.tweet_id] == second.tweet_id


def test_opening_one_for_editing_takes_all_out(
    thread: list[Post], teacher: Person, school: School
) -> None:
    with scope.school(school.pk):
        submissions.recall(post=thread[2], by=teacher, now=timezone.now())

    assert states_of(thread[0]) == [DRAFT] * 3


def test_calling_back_one_returns_all_with_the_comment(
    thread: list[Post], head: Person, school: School
) -> None:
    with scope.school(school.pk):
        reviews.call_back(post=thread[1], by=head, comment="Not today.", now=timezone.now())
        said = [one.decisions.latest("at").comment for one in thread]

    assert states_of(thread[0]) == [RETURNED] * 3
    assert said == ["Not today."] * 3


def test_cancelling_calls_off_all_that_waits(
    thread: list[Post], head: Person, school: School
) -> None:
    with scope.school(school.pk):
        publishing.cancel(post=thread[0], by=head, now=timezone.now())

    assert states_of(thread[0]) == [State.CANCELLED] * 3


def test_moving_the_first_moves_all(
    thread: list[Post], head: Person, school: School, any_hour: None
) -> None:
    tomorrow = timezone.localtime() + timedelta(days=1)
    with scope.school(school.pk):
        moving.move_to(
            post=thread[0], by=head, wall_time=f"{tomorrow:%Y-%m-%dT%H:%M}", now=timezone.now()
        )

    assert {one.scheduled_for for one in thread_of(thread[0])} == {
        tomorrow.replace(second=0, microsecond=0)
    }


def test_after_a_freeze_all_goes_back_to_review_together(
    thread: list[Post], head: Person, school: School
) -> None:
    now = timezone.now()
    with scope.school(school.pk):
        freezes.freeze(school=school, by=head, reason=Freeze.Reason.OTHER, now=now)
        freezes.thaw(school=school, by=head, now=now + timedelta(minutes=1))

    assert states_of(thread[0]) == [SUBMITTED] * 3


def test_a_child_not_to_be_shown_in_the_last_brings_all_back(
    thread: list[Post], school: School
) -> None:
    with scope.school(school.pk):
        last = lock(thread[2])
        settling.bring_back(last, "consent-changed", by=None, now=timezone.now())

    assert states_of(thread[0]) == [RETURNED] * 3
    assert thread_of(thread[0])[2].trouble == "consent-changed"


def test_rejecting_rejects_all(
    school: School, teacher: Person, head: Person, x_account: Account
) -> None:
    posts = submitted_thread(school, teacher)
    with scope.school(school.pk):
        reviews.reject(post=posts[0], by=head, version=1, comment="No.", now=timezone.now())

    assert states_of(posts[0]) == [State.REJECTED] * 3


def test_returning_returns_all_and_it_can_be_sent_again(
    school: School, teacher: Person, head: Person, x_account: Account
) -> None:
    posts, now = submitted_thread(school, teacher), timezone.now()
    with scope.school(school.pk):
        reviews.send_back(post=posts[0], by=head, version=1, comment="Shorter.", now=now)
        assert states_of(posts[0]) == [RETURNED] * 3
        submissions.submit(post=posts[2], by=teacher, now=now)

    assert states_of(posts[0]) == [SUBMITTED] * 3


def test_taking_back_takes_all_back(school: School, teacher: Person, x_account: Account) -> None:
    posts = submitted_thread(school, teacher)
    with scope.school(school.pk):
        submissions.withdraw(post=posts[1], by=teacher, now=timezone.now())

    assert states_of(posts[0]) == [DRAFT] * 3


def test_one_that_is_not_ready_keeps_all_back(
    school: School, teacher: Person, x_account: Account
) -> None:
    posts = drafted(school, teacher, (WORDS[0], WORDS[1], ""))

    with scope.school(school.pk), pytest.raises(submissions.InThread, match="Post 3 of the thread"):
        submissions.submit(post=posts[0], by=teacher, now=timezone.now())

    assert states_of(posts[0]) == [DRAFT] * 3


def test_a_name_in_one_stands_beside_the_photo_in_another(
    school: School, teacher: Person, x_account: Account
) -> None:
    make_pupil(school, "Amelia", "Okafor")
    posts = drafted(school, teacher, (WORDS[0], "Well done Amelia Okafor!"))
    with scope.school(school.pk):
        beside = neighbours.around(
            posts[0],
            timezone.now(),
            days=2,
            names_pupil=lambda text: "Amelia" in text,
        )

    assert [(one.text, one.names_pupil) for one in beside] == [("Well done Amelia Okafor!", True)]


def test_as_many_approve_a_thread_as_any_of_its_posts_wants(
    school: School, teacher: Person, head: Person, deputy: Person, x_account: Account
) -> None:
    posts = submitted_thread(school, teacher)
    with as_owner(without_triggers=True):
        run_sql("UPDATE drafts_version SET approvals_needed = 2 WHERE post_id = %s", posts[2].pk)
    now = timezone.now()
    with scope.school(school.pk):
        reviews.approve(post=posts[0], by=head, version=1, now=now)
        assert states_of(posts[0]) == [SUBMITTED] * 3
        reviews.approve(post=posts[0], by=deputy, version=1, now=now)

    assert states_of(posts[0]) == [SCHEDULED, APPROVED, APPROVED]


def test_a_thread_the_budget_cannot_pay_whole_is_not_begun(
    thread: list[Post], sandbox: SandboxX, school: School
) -> None:
    one = sum(costs.calls_of(thread[0]).values())
    with scope.school(school.pk):
        assert sum(costs.calls_to_come(thread[0]).values()) == 3 * one


def test_about_a_trip_all_of_it_is(school: School, teacher: Person, x_account: Account) -> None:
    posts = drafted(school, teacher)
    trip = make_trip(school, teacher)
    with scope.school(school.pk):
        trips.mark(post=posts[1], by=teacher, trip=trip, now=timezone.now())

    assert {one.trip_id for one in thread_of(posts[0])} == {trip.pk}


def test_an_emergency_notice_has_no_thread(
    school: School, teacher: Person, x_account: Account
) -> None:
    notice = make_post(school, teacher, kind="emergency")

    with scope.school(school.pk), pytest.raises(threading.NoThread):
        threading.add(post=notice, by=teacher, now=timezone.now())


def test_ten_posts_are_the_most(school: School, teacher: Person, x_account: Account) -> None:
    posts = drafted(school, teacher, tuple(f"Part {number}" for number in range(10)))

    with scope.school(school.pk), pytest.raises(threading.Full):
        threading.add(post=posts[0], by=teacher, now=timezone.now())


def test_one_added_in_the_middle_stands_there(
    school: School, teacher: Person, x_account: Account
) -> None:
    posts = drafted(school, teacher)
    with scope.school(school.pk):
        added = threading.add(post=posts[0], by=teacher, now=timezone.now())

    assert [one.pk for one in thread_of(posts[0])] == [
        posts[0].pk,
        added.pk,
        posts[1].pk,
        posts[2].pk,
    ]


def test_moving_up_changes_places(school: School, teacher: Person, x_account: Account) -> None:
    first, second, third = drafted(school, teacher)
    with scope.school(school.pk):
        threading.move_up(post=third, by=teacher, now=timezone.now())
        threading.move_up(post=third, by=teacher, now=timezone.now())
        threading.move_up(post=third, by=teacher, now=timezone.now())

    assert [one.pk for one in thread_of(first)] == [third.pk, first.pk, second.pk]


def test_taking_one_out_closes_the_gap(school: School, teacher: Person, x_account: Account) -> None:
    first, second, third = drafted(school, teacher)
    with scope.school(school.pk):
        assert threading.take_out(post=second, by=teacher, now=timezone.now())

    assert [(one.pk, one.place) for one in thread_of(first)] == [(first.pk, 1), (third.pk, 2)]


def test_what_is_left_alone_is_a_post_like_any_other(
    school: School, teacher: Person, x_account: Account
) -> None:
    first, second = drafted(school, teacher, WORDS[:2])
    with scope.school(school.pk):
        drafts.discard(post=first, by=teacher, now=timezone.now())
        left = Post.objects.get(pk=second.pk)

    assert (left.thread_id, left.place) == (None, None)


def test_one_that_slt_has_seen_is_kept_when_taken_out(
    school: School, teacher: Person, x_account: Account
) -> None:
    posts = submitted_thread(school, teacher)
    with scope.school(school.pk):
        submissions.withdraw(post=posts[0], by=teacher, now=timezone.now())
        assert not threading.take_out(post=posts[1], by=teacher, now=timezone.now())
        kept = Post.objects.get(pk=posts[1].pk)

    assert (kept.thread_id, kept.state) == (None, DRAFT)


def test_the_order_of_a_queued_thread_stands(thread: list[Post], teacher: Person) -> None:
    with scope.school(thread[0].school_id), pytest.raises(Refusal):
        threading.move_up(post=thread[2], by=teacher, now=timezone.now())
