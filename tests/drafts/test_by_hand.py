"""An approved post of an account that no API reaches: handed over, taken, posted, recorded."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.drafts import links
from moderation.drafts.actions import by_hand, freezes, publishing, reviews
from moderation.drafts.jobs import dispatching, handing, removing, sending
from moderation.drafts.models import Freeze, Handover, Post
from moderation.drafts.workflow import State
from policy.facts import Device
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role, permissions_of
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.cast import make_person
from tests.drafts.forcing import force
from tests.drafts.hands import (
    HANDLE,
    hand_account,
    handed,
    let_go,
    link_of,
    no_word,
    paste,
    taken,
)
from tests.drafts.outgoing import attempts_of, change, events_of, letters_about, now_of
from tests.policy.versions import ratify_next
from tests.posts import adopt_policy, scheduled

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def account(school: School, head: Person) -> Account:
    adopt_policy(school)
    return hand_account(school, head)


@pytest.fixture
def waiting(account: Account, teacher: Person, head: Person) -> Post:
    return handed(account, teacher, head)


def test_due_post_is_put_on_the_list_and_people_are_told(waiting: Post) -> None:
    assert waiting.state == State.BY_HAND
    assert "to-post-by-hand" in letters_about(waiting)


def test_no_worker_sends_it(account: Account, teacher: Person, head: Person) -> None:
    post = scheduled(account.school, teacher, head, account=account)

    sending.send(post.school_id, post.pk)

    assert now_of(post).state == State.SCHEDULED
    assert attempts_of(post) == []


def test_one_look_finds_what_is_due_by_hand(
    account: Account, teacher: Person, head: Person
) -> None:
    post = scheduled(account.school, teacher, head, account=account)

    assert dispatching.find_due().send == [(post.school_id, post.pk)]


def test_post_of_a_connected_account_is_handed_to_nobody(
    school: School, teacher: Person, head: Person
) -> None:
    adopt_policy(school)
    post = scheduled(school, teacher, head)

    handing.hand_over(school.pk, post.pk)

    assert now_of(post).state == State.SCHEDULED


def test_posted_with_who_and_when_by_the_clock_of_x(waiting: Post, teacher: Person) -> None:
    taken(waiting, teacher)
    at = timezone.now().replace(microsecond=0)

    post = paste(waiting, teacher, link_of(at))

    assert (post.state, post.posted_at) == (State.POSTED, at)
    assert events_of(post)[-1] == ("post.record_posted", teacher.pk)
    assert handover_of(post).outcome == Handover.Outcome.POSTED


def test_two_people_cannot_take_it(waiting: Post, teacher: Person, head: Person) -> None:
    taken(waiting, teacher)

    with pytest.raises(by_hand.InOtherHands, match=teacher.name):
        taken(waiting, head)


def test_only_whoever_took_it_says_what_came_of_it(
    waiting: Post, teacher: Person, head: Person
) -> None:
    taken(waiting, teacher)

    with pytest.raises(by_hand.InOtherHands):
        paste(waiting, head)


@pytest.mark.parametrize(
    "link",
    [
        "not a link",
        "https://x.com/SomebodyElse/status/1234567890",
        f"https://x.com/{HANDLE}/status/12345678901234567890",
        f"https://x.com/{HANDLE}",
    ],
)
def test_link_that_is_none_of_the_account_is_refused(
    waiting: Post, teacher: Person, link: str
) -> None:
    taken(waiting, teacher)

    with pytest.raises(links.NotAPostLink):
        paste(waiting, teacher, link)

    assert now_of(waiting).state == State.IN_HAND


@pytest.mark.parametrize("away", [timedelta(minutes=-10), timedelta(minutes=10)])
def test_link_from_another_time_is_refused(waiting: Post, teacher: Person, away: timedelta) -> None:
    taken(waiting, teacher)

    with pytest.raises(links.NotFromThen):
        paste(waiting, teacher, link_of(timezone.now() + away))


def test_link_of_another_post_is_refused(
    waiting: Post, account: Account, teacher: Person, head: Person
) -> None:
    other = handed(account, teacher, head)
    taken(other, teacher)
    taken(waiting, teacher)
    link = link_of(timezone.now())
    paste(other, teacher, link)

    with pytest.raises(links.NotAPostLink, match="already recorded"):
        paste(waiting, teacher, link)


def test_posted_with_a_change_is_recorded_and_told(waiting: Post, teacher: Person) -> None:
    taken(waiting, teacher)

    post = paste(waiting, teacher, changed="I left out the second photo.")

    assert handover_of(post).note == "I left out the second photo."
    assert "posted-with-a-change" in letters_about(post)


def test_could_not_post_puts_it_back_on_the_list(
    waiting: Post, teacher: Person, head: Person
) -> None:
    taken(waiting, teacher)

    let_go(waiting, teacher)

    assert now_of(waiting).state == State.BY_HAND
    assert taken(waiting, head).by == head


def test_not_taken_in_time_lapses_and_people_are_told(waiting: Post) -> None:
    change(waiting, expires_at=timezone.now() - A_MINUTE)

    assert dispatching.find_due().ask_after == [(waiting.school_id, waiting.pk)]
    handing.ask_after(waiting.school_id, waiting.pk)

    assert (now_of(waiting).state, now_of(waiting).trouble) == (
        State.EXPIRED,
        "not-posted-by-hand",
    )
    assert "post-needs-you" in letters_about(waiting)


def test_late_post_is_not_taken_before_it_lapses(waiting: Post, teacher: Person) -> None:
    change(waiting, expires_at=timezone.now() - A_MINUTE)

    with pytest.raises(by_hand.TooLate):
        taken(waiting, teacher)


def test_no_word_is_asked_of_them_and_of_leaders_and_offered_to_nobody(
    waiting: Post, teacher: Person, head: Person
) -> None:
    post = no_word(waiting, teacher)

    assert (post.state, post.trouble) == (State.HELD, "no-word-from-hand")
    assert {"no-word-from-hand", "post-needs-you"} <= letters_about(post)
    with pytest.raises(Exception, match="On hold"):
        taken(post, head)


def test_word_may_come_late(waiting: Post, teacher: Person) -> None:
    post = no_word(waiting, teacher)

    assert paste(post, teacher).state == State.POSTED
    assert handover_of(post).outcome == Handover.Outcome.POSTED


def test_late_word_that_it_is_not_on_x_puts_it_back(waiting: Post, teacher: Person) -> None:
    post = no_word(waiting, teacher)

    assert let_go(post, teacher).state == State.BY_HAND


def test_somebody_in_time_is_not_asked_after(waiting: Post, teacher: Person) -> None:
    taken(waiting, teacher)

    handing.ask_after(waiting.school_id, waiting.pk)

    assert now_of(waiting).state == State.IN_HAND


def handover_of(post: Post) -> Handover:
    with scope.school(post.school_id):
        return Handover.objects.select_related("by").latest("pk")


def new_policy(post: Post) -> None:
    with scope.school(post.school_id):
        ratify_next(post.school)


def other_picture(post: Post) -> None:
    with scope.school(post.school_id):
        force("consent_photo", post.photos.get().pk, sha256="0" * 64)


@pytest.mark.parametrize("changed", [new_policy, other_picture])
@pytest.mark.parametrize("moment", ["handing over", "opening", "taking"])
def test_what_changed_since_the_approval_goes_back(
    account: Account,
    teacher: Person,
    head: Person,
    changed: Callable[[Post], None],
    moment: str,
) -> None:
    post = scheduled(
        account.school, teacher, head, account=account, photos=[("Seedlings in pots", False)]
    )
    if moment != "handing over":
        handing.hand_over(post.school_id, post.pk)
    changed(post)

    if moment == "handing over":
        handing.hand_over(post.school_id, post.pk)
    elif moment == "opening":
        with scope.school(post.school_id):
            by_hand.recheck(post=post, now=timezone.now())
    else:
        with scope.school(post.school_id), pytest.raises(by_hand.NotAsApproved):
            by_hand.take(post=post, by=teacher, device=None, now=timezone.now())

    assert now_of(post).state == State.RETURNED
    assert "seal-broken" in letters_about(post)


def test_nothing_changed_goes_on(account: Account, teacher: Person, head: Person) -> None:
    post = handed(account, teacher, head, photos=[("Seedlings in pots", False)])

    taken(post, teacher)

    assert now_of(post).state == State.IN_HAND


def test_while_posting_is_stopped_nobody_takes_it(
    waiting: Post, teacher: Person, head: Person
) -> None:
    stop(waiting.school, head)

    with pytest.raises(by_hand.PostingStopped):
        taken(waiting, teacher)


def test_once_posting_goes_on_it_is_read_again(waiting: Post, head: Person) -> None:
    stop(waiting.school, head)
    with scope.school(waiting.school_id):
        freezes.thaw(school=waiting.school, by=head, now=timezone.now())

    assert (now_of(waiting).state, now_of(waiting).seal) == (State.SUBMITTED, "")


def stop(school: School, by: Person) -> None:
    with scope.school(school.pk):
        now = timezone.now()
        freezes.freeze(school=school, by=by, reason=Freeze.Reason.INCIDENT, now=now)


def test_leader_who_thinks_again_calls_it_back(waiting: Post, head: Person) -> None:
    with scope.school(waiting.school_id):
        reviews.call_back(post=waiting, by=head, comment="Not today.", now=timezone.now())

    assert now_of(waiting).state == State.RETURNED


def test_away_from_the_school_it_is_not_taken(waiting: Post, teacher: Person) -> None:
    with scope.school(waiting.school_id), pytest.raises(by_hand.AwayFromSchool):
        by_hand.take(post=waiting, by=teacher, device=Device.ELSEWHERE, now=timezone.now())

    assert now_of(waiting).state == State.BY_HAND


def test_leader_sends_again_what_nobody_gave_word_of(
    waiting: Post, teacher: Person, head: Person
) -> None:
    post = no_word(waiting, teacher)
    with scope.school(post.school_id):
        publishing.send_again(post=post, by=head, now=timezone.now())

    handing.hand_over(post.school_id, post.pk)

    assert now_of(post).state == State.BY_HAND


def test_deleting_is_left_to_a_person_and_confirmed_by_name(
    waiting: Post, teacher: Person, head: Person
) -> None:
    post = posted(waiting, teacher)
    with scope.school(post.school_id):
        publishing.remove(post=post, by=head, reason="Wrong date", now=timezone.now())
    removing.remove(post.school_id, post.pk)
    assert (now_of(post).state, attempts_of(post, "delete")) == (State.REMOVING, [])

    with scope.school(post.school_id):
        by_hand.confirm_removed(post=post, by=head, now=timezone.now())

    assert now_of(post).state == State.REMOVED
    assert events_of(post)[-1] == ("post.record_removed", head.pk)


def posted(post: Post, by: Person) -> Post:
    taken(post, by)
    return paste(post, by)


def test_another_leader_may_take_it_a_stranger_to_the_post_not(waiting: Post, head: Person) -> None:
    other = make_person(waiting.school, Role.TEACHER)
    with scope.school(waiting.school_id):
        cared = waiting.school.posts.in_the_care_of

        assert list(cared(other, permissions_of([Role.TEACHER]))) == []
        assert list(cared(head, permissions_of([Role.SLT]))) == [waiting]
