"""Any order of what people, workers and X can do: each post is on X once, and only as approved."""

from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from moderation.drafts.actions import drafts, publishing, reviews, submissions
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import reconciling, removing, sending
from moderation.drafts.models import Post
from moderation.drafts.workflow import ON_X, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.outgoing import (
    HANDLE,
    attempts_of,
    change,
    change_account,
    look_now,
    now_of,
    past_deadline,
)
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_post

UNCLEAR = ("cut_before", "cut_after", "503_before", "503_after", "html", "no_id", "truncated")
REFUSED = ("unauthorised", "not_enrolled", "rate_limited")
FAULTS = (None, *UNCLEAR, *REFUSED)
STEPS = 90

_numbers = count(1)


class Life:
    """One post after the other, led through a life by the dice of one seed."""

    def __init__(self, school: School, people: tuple[Person, Person], sandbox: SandboxX) -> None:
        self.school, self.sandbox = school, sandbox
        self.author, self.reviewer = people
        self.seen: set[str] = set()
        self.begin()

    def begin(self) -> None:
        self.text = f"Our garden club met today, for time {next(_numbers)}."
        self.approved: set[str] = set()
        self.post = make_post(self.school, self.author, self.text)

    def step(self, dice: Random) -> None:
        """Something that fits the post's state, or any other thing at the wrong moment."""
        state = State(now_of(self.post).state)
        fitting = FITTING.get(state, (Life.begin_anew,))
        self.dice = dice
        dice.choice(fitting if dice.random() < 0.8 else ANYTHING)(self)
        self.seen.add(now_of(self.post).state)

    def act(self, action: Callable[..., object], **values: Any) -> None:
        try:
            with scope.school(self.school.pk):
                action(post=Post.objects.get(pk=self.post.pk), now=timezone.now(), **values)
        except Refusal:
            return  # it may be out of place; what counts is what then holds

    def versions(self) -> int:
        with scope.school(self.school.pk):
            return self.post.versions.count()

    def edit(self) -> None:
        text, revision = f"{self.text} {self.dice.random()}", now_of(self.post).revision
        self.act(drafts.save, by=self.author, text=text, revision=revision)

    def submit(self) -> None:
        self.act(submissions.submit, by=self.author)

    def take_back(self) -> None:
        self.act(self.dice.choice([submissions.withdraw, submissions.recall]), by=self.author)

    def approve(self) -> None:
        own = self.dice.random() < 0.2
        before = now_of(self.post)
        by = self.author if own else self.reviewer
        self.act(reviews.approve, by=by, version=self.versions())
        if before.state != now_of(self.post).state:
            assert not own
            self.approved.add(before.text)

    def send_back(self) -> None:
        self.act(
            reviews.send_back, by=self.reviewer, version=self.versions(), comment="Say when, please"
        )

    def send(self) -> None:
        if fault := self.dice.choice(FAULTS):
            self.sandbox.plan_fault(fault)
        if now_of(self.post).state == State.SCHEDULED:
            change(self.post, not_before=timezone.now())
        change_account(self.post, wait_until=None)
        sending.send(self.school.pk, self.post.pk)
        self.sandbox.server.world.faults.clear()

    def reconcile(self) -> None:
        for attempt in attempts_of(self.post):
            if attempt.state in {"prepared", "in_flight"}:
                past_deadline(attempt)
            reconciling.take_over(self.school.pk, attempt.pk)
        for _ in reconciling.LOOKS:
            if now_of(self.post).state == State.UNKNOWN:
                look_now(self.post)

    def decide(self) -> None:
        self.act(self.dice.choice([publishing.send_again, publishing.cancel]), by=self.reviewer)

    def take_down(self) -> None:
        self.act(publishing.remove, by=self.reviewer, reason="Wrong date")
        removing.remove(self.school.pk, self.post.pk)

    def begin_anew(self) -> None:
        if now_of(self.post).state not in FITTING:
            self.begin()

    def assert_promises(self) -> None:
        post = now_of(self.post)
        live = [one for one in self.sandbox.live(HANDLE) if one["text"].startswith(self.text)]
        assert len(live) <= 1
        assert {one["text"] for one in live} <= self.approved
        assert (post.tweet_id is not None) == (post.state in ON_X)
        if post.state == State.POSTED:
            assert [one["id"] for one in live] == [post.tweet_id]


FITTING = {
    State.DRAFT: (Life.edit, Life.submit, Life.submit),
    State.RETURNED: (Life.edit, Life.submit),
    State.SUBMITTED: (Life.approve, Life.approve, Life.send_back, Life.take_back),
    State.SCHEDULED: (Life.send, Life.send, Life.send, Life.take_back),
    State.UNKNOWN: (Life.reconcile,),
    State.HELD: (Life.decide,),
    State.FAILED: (Life.take_back,),
    State.POSTED: (Life.take_down, Life.send),
}
ANYTHING = sorted(set().union(*FITTING.values()), key=lambda step: step.__name__)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_events_keeps_the_promises(
    school: School,
    teacher: Person,
    head: Person,
    x_account: Account,
    *,
    sandbox: SandboxX,
    seed: int,
) -> None:
    life, dice = Life(school, (teacher, head), sandbox), Random(seed)

    for _ in range(STEPS):
        life.step(dice)
        life.assert_promises()

    assert life.seen >= {State.POSTED, State.UNKNOWN, State.SCHEDULED, State.SUBMITTED}
