"""Two reviewers press at the same moment: never the same slot twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import connections

from moderation.drafts import slots
from moderation.drafts.actions import gaps, publishing, reviews
from moderation.drafts.actions import slots as actions
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.slots import NOW, WEDNESDAY, into_the_next, london, make_slot
from tests.posts import adopt_policy, make_account, submitted

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

FIRST = "2026-11-30T15:30"


@pytest.fixture
def waiting(school: School, teacher: Person, head: Person) -> list[Post]:
    adopt_policy(school)
    make_slot(make_account(school), head)
    return [submitted(school, teacher) for _ in range(2)]


def press(post: Post, by: Person, start: Barrier) -> str:
    try:
        with scope.school(post.school_id):
            fresh = Post.objects.select_related("account__school").get(pk=post.pk)
            start.wait(timeout=30)
            reviews.approve(post=fresh, by=by, version=1, now=NOW, wall_time=FIRST, in_slot=True)
    except actions.SlotGone:
        return "gone"
    finally:
        connections.close_all()
    return "taken"


def both(waiting: list[Post], head: Person, deputy: Person) -> list[str]:
    start = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        pressed = [
            threads.submit(press, post, by, start)
            for post, by in zip(waiting, (head, deputy), strict=True)
        ]
        return sorted(one.result() for one in pressed)


def held(school: School) -> list[Post]:
    with scope.school(school.pk):
        return list(Post.objects.filter(state=State.SCHEDULED))


def test_two_reviewers_at_once_never_get_the_same_slot(
    waiting: list[Post], school: School, head: Person, deputy: Person
) -> None:
    assert both(waiting, head, deputy) == ["gone", "taken"]

    (post,) = held(school)
    assert post.slot_at == london("2026-11-30 15:30")


def test_control_without_the_lock_and_the_look_the_database_still_refuses_the_second(
    waiting: list[Post], school: School, head: Person, deputy: Person
) -> None:
    with patch.object(actions, "claim"):
        assert both(waiting, head, deputy) == ["gone", "taken"]

    assert len(held(school)) == 1


def test_control_without_lock_and_constraint_both_get_it(
    waiting: list[Post], school: School, head: Person, deputy: Person
) -> None:
    """So that the two tests above cannot pass by themselves: timed by hand, both go out."""

    def as_if_by_hand(post: Post, by: Person) -> None:
        with scope.school(post.school_id):
            reviews.approve(post=post, by=by, version=1, now=NOW, wall_time=FIRST)

    for post, by in zip(waiting, (head, deputy), strict=True):
        as_if_by_hand(post, by)

    assert len(held(school)) == 2
    assert slots.LOOKED_AHEAD > slots.SHOWN


def test_closing_gaps_and_approving_at_once_neither_fails_nor_doubles(
    waiting: list[Post], school: School, teacher: Person, head: Person, deputy: Person
) -> None:
    make_slot(waiting[0].account, head, WEDNESDAY, "12:15")
    first, second, third = (into_the_next(submitted(school, teacher), head) for _ in range(3))
    with scope.school(school.pk):
        publishing.cancel(post=first, by=head, now=NOW)
        account = Account.objects.select_related("school").get()
        plan = slots.written_out(slots.gaps(account, besides=deputy.pk, now=NOW))
    start = Barrier(2)

    def close() -> str:
        try:
            with scope.school(school.pk):
                start.wait(timeout=30)
                gaps.close(account=account, plan=plan, by=deputy, now=NOW)
        except gaps.PlanChanged:
            return "changed"
        finally:
            connections.close_all()
        return "closed"

    with ThreadPoolExecutor(2) as threads:
        closing = threads.submit(close)
        approving = threads.submit(press, waiting[0], head, start)
        outcome = {closing.result(), approving.result()}

    assert outcome in ({"closed", "gone"}, {"changed", "taken"})
    moments = [post.slot_at for post in held(school)]
    assert len(set(moments)) == len(moments) == {"gone": 2, "taken": 3}[approving.result()]
    assert {second.pk, third.pk} <= {post.pk for post in held(school)}
