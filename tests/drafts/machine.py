"""People press buttons, workers work and die, X misbehaves, in any order; what must always hold.

Every step goes through the public actions and jobs; X is the sandbox, whose timeline is the oracle.
Time passes by putting the database's own times into the past.
"""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any, NoReturn
from unittest.mock import patch

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from consent.actions import answers, purposes
from consent.models import Consent
from moderation.drafts.actions import drafts, freezes, publishing, reviews, submissions
from moderation.drafts.jobs import reconciling, register_changes, removing, sending
from moderation.drafts.models import Attempt, Freeze, Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import School
from tests.drafts.machine_world import World
from tests.drafts.outgoing import past_deadline
from tests.posts import make_post

JOBS = "moderation.drafts.jobs"
MOST_POSTS = 3
DONE = ("cut_after", "503_after", "truncated", "html", "no_id")
NOT_DONE = ("cut_before", "503_before", "redirect")
REFUSED = ("rate_limited", "unauthorised", "credits_depleted", "duplicate", "not_enrolled")
OF_UPLOAD = st.sampled_from([None, None, "503_before", "cut_after"])
OF_TIMELINE = st.sampled_from([None, "lag", "503_before"])
OF_DELETE = st.sampled_from([None, "cut_after", "cut_before", "not_enrolled"])
MARKED = st.sampled_from([True, False])
POINTS = st.sampled_from(
    [
        f"{JOBS}.sending._upload_pictures",
        f"{JOBS}.sending._put_in_flight",
        f"{JOBS}.fencing.Fence.__call__",
        f"{JOBS}.outcomes.record",
    ]
)
"""Where a worker is gone from one moment to the next."""


class WorkerGone(BaseException):
    """The process ended here."""


class Publishing(World):
    """Every step that people, workers, X and time may take."""

    # What people do

    @precondition(lambda self: len(self.posts) < MOST_POSTS)
    @rule(with_child=st.booleans(), approved=st.booleans())
    def write(self, *, with_child: bool, approved: bool) -> None:
        photos = [("A child at a table", None)] if with_child else []
        post = make_post(
            self.school, self.cast.author, self._words(), account=self.account, photos=photos
        )
        self.posts.append(post.pk)
        self.approved[post.pk] = set()
        if with_child:
            self.with_child.add(post.pk)
            self._name_the_child(post)
        now = timezone.now()
        sent_in = self._try(lambda: submissions.submit(post=post, by=self.cast.author, now=now))
        if sent_in and approved:
            self._approve(post)

    @precondition(lambda self: self._in(State.SUBMITTED))
    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        self._approve(self._pick(data, State.SUBMITTED))

    def _approve(self, post: Post) -> None:
        now = timezone.now()
        with self._inside():
            number = post.versions.latest("number").number
        if self._try(
            lambda: reviews.approve(post=post, by=self.cast.leader, version=number, now=now)
        ):
            self.approved[post.pk].add(post.text)

    @precondition(lambda self: self._in(State.SCHEDULED))
    @rule(data=st.data(), by_leader=st.booleans())
    def take_back(self, data: st.DataObject, *, by_leader: bool) -> None:
        post = self._pick(data, State.SCHEDULED)
        now = timezone.now()
        if by_leader:
            self._try(
                lambda: reviews.call_back(post=post, by=self.cast.leader, comment="Wait", now=now)
            )
        else:
            self._try(lambda: submissions.recall(post=post, by=self.cast.author, now=now))

    @precondition(lambda self: self._in(State.DRAFT, State.RETURNED, State.FAILED, State.EXPIRED))
    @rule(data=st.data())
    def write_anew(self, data: st.DataObject) -> None:
        post = self._pick(data, State.DRAFT, State.RETURNED, State.FAILED, State.EXPIRED)
        author, now = self.cast.author, timezone.now()
        if post.state in {State.FAILED, State.EXPIRED}:
            self._try(lambda: submissions.recall(post=post, by=author, now=now))
        text, revision = self._words(), post.revision
        self._try(lambda: drafts.save(post=post, by=author, text=text, revision=revision, now=now))
        self._try(lambda: submissions.submit(post=post, by=author, now=now))

    @precondition(lambda self: self._in(State.HELD))
    @rule(data=st.data())
    def decide_on_a_held_post(self, data: st.DataObject) -> None:
        """As somebody would who looks at the account: marked where it is live, else sent again."""
        post = self._pick(data, State.HELD)
        live = self.live[post.pk]
        now = timezone.now()
        marked: bool = data.draw(MARKED, label="marked as posted")
        if live and marked:
            link = f"https://x.com/{self.handle}/status/{live[0]}"
            self._try(
                lambda: publishing.mark_posted(post=post, by=self.cast.leader, link=link, now=now)
            )
        elif self._try(lambda: publishing.send_again(post=post, by=self.cast.leader, now=now)):
            self.sent_again[post.pk] += 1

    @precondition(lambda self: self._in(State.SCHEDULED, State.HELD))
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        post = self._pick(data, State.SCHEDULED, State.HELD)
        done = self._try(
            lambda: publishing.cancel(post=post, by=self.cast.leader, now=timezone.now())
        )
        if done and post.state == State.HELD:
            self.called_off.add(post.pk)

    @precondition(lambda self: self._in(State.POSTED))
    @rule(data=st.data())
    def ask_for_its_removal(self, data: st.DataObject) -> None:
        post = self._pick(data, State.POSTED)
        self._try(
            lambda: publishing.remove(
                post=post, by=self.cast.leader, reason="Wrong day", now=timezone.now()
            )
        )

    @precondition(lambda self: len(self.posts) == MOST_POSTS)
    @rule()
    def stop_all_posting_or_let_it_go_on(self) -> None:
        by, now = self.cast.leader, timezone.now()
        with self._inside():
            stopped = School.objects.get(pk=self.school.pk).posting_paused_at is not None
        if stopped:
            self._try(lambda: freezes.thaw(school=self.school, by=by, now=now))
        else:
            reason = Freeze.Reason.values[0]
            self._try(
                lambda: freezes.freeze(
                    school=self.school, by=by, reason=Freeze.Reason(reason), now=now
                )
            )

    @precondition(lambda self: self.with_child and self.live_at_withdrawal is None)
    @rule()
    def withdraw_consent(self) -> None:
        live = Counter({post_id: len(ids) for post_id, ids in self.live.items()})
        with self._inside():
            answers.withdraw(
                pupil=self.child,
                purposes=[purposes.named(self.school, "social-media")],
                guardian=self.child.guardianships.get().guardian,
                method=Consent.Method.PHONE,
                by=self.cast.leader,
                now=timezone.now(),
            )
        self.live_at_withdrawal = live

    @precondition(lambda self: self.live_at_withdrawal is not None)
    @rule()
    def heed_the_register(self) -> None:
        register_changes.heed(self.school.pk, self.child.pk)

    # What workers do

    @precondition(lambda self: self._in(State.SCHEDULED))
    @rule(data=st.data(), upload=OF_UPLOAD)
    def send(self, data: st.DataObject, upload: str | None) -> None:
        self._send(data, upload=upload)

    @precondition(lambda self: self._in(State.SCHEDULED))
    @rule(data=st.data(), fault=st.sampled_from(DONE) | st.sampled_from(NOT_DONE))
    def send_and_hear_nothing(self, data: st.DataObject, fault: str) -> None:
        self._send(data, create=fault)

    @precondition(lambda self: self._in(State.SCHEDULED))
    @rule(data=st.data(), fault=st.sampled_from(REFUSED))
    def send_and_be_refused(self, data: st.DataObject, fault: str) -> None:
        self._send(data, create=fault)

    def _send(self, data: st.DataObject, **faults: str | None) -> None:
        post = self._pick(data, State.SCHEDULED)
        self._make_due(post)
        with self._misbehaving(**faults):
            sending.send(self.school.pk, post.pk)

    @precondition(lambda self: self._in(State.SCHEDULED))
    @rule(data=st.data(), point=POINTS)
    def send_and_die(self, data: st.DataObject, point: str) -> None:
        post = self._pick(data, State.SCHEDULED)
        self._make_due(post)

        def gone(*_args: Any) -> NoReturn:
            raise WorkerGone

        with patch(point, gone), suppress(WorkerGone):
            sending.send(self.school.pk, post.pk)

    @precondition(lambda self: self._in(State.SCHEDULED))
    @rule(data=st.data())
    def miss_its_window(self, data: st.DataObject) -> None:
        post = self._pick(data, State.SCHEDULED)
        long_ago = timezone.now() - timedelta(hours=3)
        with self._inside():
            Post.objects.filter(pk=post.pk).update(not_before=long_ago, expires_at=long_ago)
        sending.send(self.school.pk, post.pk)

    @precondition(lambda self: self._in(State.SENDING))
    @rule(data=st.data())
    def take_over(self, data: st.DataObject) -> None:
        post = self._pick(data, State.SENDING)
        for attempt in self._attempts(post):
            past_deadline(attempt)
            reconciling.take_over(self.school.pk, attempt.pk)

    @precondition(lambda self: self._in(State.UNKNOWN))
    @rule(data=st.data(), fault=OF_TIMELINE)
    def look(self, data: st.DataObject, fault: str | None) -> None:
        self._look(self._pick(data, State.UNKNOWN), fault)

    @precondition(lambda self: self._in(State.UNKNOWN))
    @rule(data=st.data())
    def look_to_the_end(self, data: st.DataObject) -> None:
        post = self._pick(data, State.UNKNOWN)
        for _ in reconciling.LOOKS:
            self._look(post, None)

    def _look(self, post: Post, fault: str | None) -> None:
        for attempt in self._attempts(post):
            with self._inside():
                Attempt.objects.filter(pk=attempt.pk).update(next_look_at=timezone.now())
            with self._misbehaving(timeline=fault):
                reconciling.look(self.school.pk, attempt.pk)

    @precondition(lambda self: self._in(State.REMOVING))
    @rule(data=st.data(), fault=OF_DELETE)
    def delete(self, data: st.DataObject, fault: str | None) -> None:
        post = self._pick(data, State.REMOVING)
        with self._inside():
            Post.objects.filter(pk=post.pk).update(not_before=timezone.now())
        with self._misbehaving(delete=fault):
            removing.remove(self.school.pk, post.pk)

    @precondition(lambda self: bool(self.posts))
    @rule()
    def ring_every_bell_twice(self) -> None:
        """Tasks carry ids and mean "look now": anything may be rung for at any time."""
        for post_id in self.posts * 2:
            sending.send(self.school.pk, post_id)
            removing.remove(self.school.pk, post_id)
            with self._inside():
                attempts = list(Attempt.objects.filter(post=post_id).values_list("pk", flat=True))
            for attempt_id in attempts:
                reconciling.take_over(self.school.pk, attempt_id)
                reconciling.look(self.school.pk, attempt_id)
