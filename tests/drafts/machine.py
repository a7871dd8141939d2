"""People press buttons, workers work and die, X misbehaves, in any order; what must always hold.

Every step goes through the public actions and jobs; X is the sandbox, whose timeline is the oracle.
Time passes by putting the database's own times into the past.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any, NoReturn
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from consent.academic_year import day_of
from consent.actions import answers, faces, purposes
from consent.models import Consent, Face, Pupil
from consent.pictures import FaceBox
from moderation.drafts.actions import drafts, freezes, publishing, reviews, submissions
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import reconciling, register_changes, removing, sending
from moderation.drafts.models import Attempt, Freeze, Post, PostPhoto
from moderation.drafts.workflow import ON_X, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.consent.families import answer, make_guardian, make_pupil
from tests.drafts.outgoing import past_deadline
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account, make_post

JOBS = "moderation.drafts.jobs"
MOST_POSTS = 3
LOST = ("cut_after", "503_after", "truncated", "html", "no_id", "cut_before", "redirect")
REFUSED = ("rate_limited", "unauthorised", "credits_depleted", "duplicate", "not_enrolled")
OF_CREATE = st.sampled_from([None, None, *LOST, *REFUSED])
OF_UPLOAD = st.sampled_from([None, None, "503_before", "cut_after"])
OF_TIMELINE = st.sampled_from([None, "lag", "503_before"])
OF_DELETE = st.sampled_from([None, "cut_after", "cut_before", "not_enrolled"])
POINTS = st.sampled_from(
    [
        f"{JOBS}.sending._upload_pictures",
        f"{JOBS}.sending._put_in_flight",
        f"{JOBS}.fencing.Fence.__call__",
        f"{JOBS}.outcomes.record",
    ]
)
"""Where a worker is gone from one moment to the next."""
NOT_SURE = frozenset({State.SENDING, State.UNKNOWN, State.HELD, State.REMOVING})
"""States that do not say whether the post stands on X."""

_numbers = count(1)


class WorkerGone(BaseException):
    """The process ended here."""


@dataclass(frozen=True)
class Cast:
    """Who and what every run of the machine finds."""

    school: School
    author: Person
    leader: Person
    sandbox: SandboxX


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Publishing(RuleBasedStateMachine):
    """A school with a few posts. ``cast`` is set before it runs."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.school = self.cast.school
        self.handle = f"Machine{next(_numbers)}"
        self.posts: list[int] = []
        self.approved: dict[int, set[str]] = {}
        self.with_child: set[int] = set()
        self.sent_again = Counter[int]()
        self.called_off: set[int] = set()  # by a person who was asked whether they are live
        self.live_at_withdrawal: Counter[int] | None = None
        self._running = ExitStack()
        self._running.enter_context(undone())
        self.account = make_account(self.school, self.cast.sandbox.add_account(self.handle))
        self.child = self._child()

    def teardown(self) -> None:
        self._clear_faults()
        self._running.close()

    # What people do

    @precondition(lambda self: len(self.posts) < MOST_POSTS)
    @rule(with_child=st.booleans())
    def write(self, *, with_child: bool) -> None:
        photos = [("A child at a table", None)] if with_child else []
        post = make_post(
            self.school, self.cast.author, self._words(), account=self.account, photos=photos
        )
        self.posts.append(post.pk)
        self.approved[post.pk] = set()
        if with_child:
            self.with_child.add(post.pk)
            self._name_the_child(post)
        self._try(lambda: submissions.submit(post=post, by=self.cast.author, now=timezone.now()))

    @precondition(lambda self: self._in(State.SUBMITTED))
    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        post = self._pick(data, State.SUBMITTED)
        with self._inside():
            number = post.versions.latest("number").number
        if self._try(
            lambda: reviews.approve(
                post=post, by=self.cast.leader, version=number, now=timezone.now()
            )
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
        live = self._live()[post.pk]
        now = timezone.now()
        if live and data.draw(st.booleans(), label="marked as posted"):
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

    @precondition(lambda self: bool(self.posts))
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
        live = Counter({post_id: len(ids) for post_id, ids in self._live().items()})
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
    @rule(data=st.data(), fault=OF_CREATE, upload=OF_UPLOAD)
    def send(self, data: st.DataObject, fault: str | None, upload: str | None) -> None:
        post = self._pick(data, State.SCHEDULED)
        self._make_due(post)
        with self._misbehaving(create=fault, upload=upload):
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
    @rule(data=st.data(), fault=OF_TIMELINE, times=st.integers(1, 4))
    def look(self, data: st.DataObject, fault: str | None, times: int) -> None:
        post = self._pick(data, State.UNKNOWN)
        for _ in range(times):
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

    # What must always hold

    @invariant()
    def stands_once_unless_a_person_sent_it_again(self) -> None:
        for post_id, live in self._live().items():
            most = 1 + self.sent_again[post_id]
            assert len(live) <= most, f"post {post_id} stands on X {len(live)} times"

    @invariant()
    def is_on_x_exactly_with_a_tweet_id(self) -> None:
        for post in self._all():
            assert (post.state in ON_X) == bool(post.tweet_id), f"{post} is {post.state}"

    @invariant()
    def shows_what_was_approved(self) -> None:
        for post_id, texts in self._texts().items():
            assert texts <= self.approved[post_id], f"post {post_id} shows other words"

    @invariant()
    def says_nothing_that_is_not_so(self) -> None:
        live = self._live()
        for post in self._all():
            if post.state == State.POSTED:
                assert post.tweet_id in live[post.pk], f"{post} is said to be live"
            asked = self.sent_again[post.pk] or post.pk in self.called_off
            if post.state not in NOT_SURE | {State.POSTED} and not asked:
                assert not live[post.pk], f"{post} is live and said to be {post.state}"

    @invariant()
    def shows_no_child_after_a_no(self) -> None:
        if self.live_at_withdrawal is None:
            return
        live = self._live()
        for post_id in self.with_child:
            more = len(live[post_id]) > self.live_at_withdrawal[post_id]
            assert not more, f"post {post_id} went out after the consent had gone"

    # How it is done

    def _inside(self) -> Any:
        return scope.school(self.school.pk)

    def _try(self, press: Callable[[], object]) -> bool:
        """Press a button; whether it did something. A refusal is an answer."""
        try:
            with self._inside():
                press()
        except Refusal:
            return False
        return True

    def _all(self) -> list[Post]:
        with self._inside():
            posts = Post.objects.select_related("account", "school", "author")
            return list(posts.filter(pk__in=self.posts).order_by("pk"))

    def _in(self, *states: State) -> bool:
        return any(post.state in states for post in self._all())

    def _pick(self, data: st.DataObject, *states: State) -> Post:
        found = [post for post in self._all() if post.state in states]
        return found[data.draw(st.integers(0, len(found) - 1), label="which post")]

    def _attempts(self, post: Post) -> list[Attempt]:
        with self._inside():
            return list(post.attempts.open().filter(kind=Attempt.Kind.CREATE))

    def _words(self) -> str:
        return f"Our garden club met for the {next(_numbers)}th time."

    def _live(self) -> dict[int, list[str]]:
        """The ids that stand on X, of each post."""
        found: dict[int, list[str]] = {post_id: [] for post_id in self.posts}
        for post_id, one in self._standing():
            found[post_id].append(one["id"])
        return found

    def _texts(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {post_id: set() for post_id in self.posts}
        for post_id, one in self._standing():
            found[post_id].add(one["text"].split(" https://t.co/")[0])
        return found

    def _standing(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """What stands on X with the post it came from, by the attempt that X was asked in."""
        texts = {text: post_id for post_id, known in self._written.items() for text in known}
        for one in self.cast.sandbox.live(self.handle):
            yield texts[one["text"].split(" https://t.co/")[0]], one

    @property
    def _written(self) -> dict[int, set[str]]:
        with self._inside():
            rows = Post.objects.filter(pk__in=self.posts).values_list("pk", "text")
            versions = Post.objects.filter(pk__in=self.posts).values_list("pk", "versions__text")
            found: dict[int, set[str]] = {post_id: set() for post_id in self.posts}
            for post_id, text in [*rows, *versions]:
                found[post_id].add(text)
        return found

    def _make_due(self, post: Post) -> None:
        """Its hour has come, and whoever sees to a waiting account has done so."""
        with self._inside():
            Post.objects.filter(pk=post.pk).update(not_before=timezone.now())
            Account.objects.filter(pk=self.account.pk).update(
                wait_until=None, paused_at=None, paused_reason="", needs_reconnecting_at=None
            )

    @contextmanager
    def _misbehaving(self, **faults: str | None) -> Iterator[None]:
        for operation, kind in faults.items():
            if kind is not None:
                self.cast.sandbox.plan_fault(kind, operation, seconds=3600.0, handle=self.handle)
        yield
        self._clear_faults()

    def _clear_faults(self) -> None:
        world = self.cast.sandbox.server.world
        with world.lock:
            world.faults.clear()

    def _child(self) -> Pupil:
        with self._inside():
            pupil = make_pupil(self.school)
            now = timezone.now()
            answer(pupil, "yes", make_guardian(pupil), given_on=day_of(now), now=now)
        return pupil

    def _name_the_child(self, post: Post) -> None:
        now = timezone.now()
        with self._inside():
            PostPhoto.objects.filter(post=post).update(shows_pupils=True)
            face = Face.objects.create(
                school=self.school,
                photo=post.photos.get(),
                found_by="detector",
                added_at=now,
                **FaceBox(2, 6, 10, 15)._asdict(),
            )
            faces.say(face=face, who="pupil", pupil=self.child, by=self.cast.author, now=now)
