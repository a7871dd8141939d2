"""What a machine of steps stands on: a school, its posts, X, and what must hold after each step."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from consent.academic_year import day_of
from consent.actions import faces
from consent.models import Face, Pupil
from consent.pictures import FaceBox
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Attempt, Post, PostPhoto
from moderation.drafts.workflow import ON_X, State
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.consent.families import answer, make_guardian, make_pupil
from tests.fixtures.sandbox import SandboxX
from tests.posts import make_account

NOT_SURE = frozenset({State.SENDING, State.UNKNOWN, State.HELD, State.REMOVING})
"""States that do not say whether the post stands on X."""

_numbers = count(1)


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


class World(RuleBasedStateMachine):
    """A school with a few posts, what stands on X of them, and what must always hold.

    ``cast`` and ``reached`` are set before it runs.
    """

    cast: Cast
    reached: set[str]
    """States in which any post has been, in any run."""

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

        self.seen: list[Post] = []
        self.live: dict[int, list[str]] = {}

    def teardown(self) -> None:
        self._clear_faults()
        self._running.close()

    # What must always hold

    @invariant()
    def what_must_always_hold(self) -> None:
        """Looked at once after each step: a database and an oracle take their time."""
        self.seen = self._all()
        self.reached.update(post.state for post in self.seen)
        standing = list(self._standing())
        self.live = {post_id: [] for post_id in self.posts}
        for post_id, one in standing:
            self.live[post_id].append(one["id"])
            words = _words_of(one)
            assert words in self.approved[post_id], f"post {post_id} shows other words"
        for post in self.seen:
            self._stands_once_unless_a_person_sent_it_again(post)
            self._says_nothing_that_is_not_so(post)
            self._shows_no_child_after_a_no(post)

    def _stands_once_unless_a_person_sent_it_again(self, post: Post) -> None:
        times = len(self.live[post.pk])
        assert times <= 1 + self.sent_again[post.pk], f"{post} stands on X {times} times"

    def _says_nothing_that_is_not_so(self, post: Post) -> None:
        live = self.live[post.pk]
        assert (post.state in ON_X) == bool(post.tweet_id), f"{post} is {post.state}"
        if post.state == State.POSTED:
            assert post.tweet_id in live, f"{post} is said to be live"
        asked = self.sent_again[post.pk] or post.pk in self.called_off
        if post.state not in NOT_SURE | {State.POSTED} and not asked:
            assert not live, f"{post} is live and said to be {post.state}"

    def _shows_no_child_after_a_no(self, post: Post) -> None:
        if self.live_at_withdrawal is None or post.pk not in self.with_child:
            return
        more = len(self.live[post.pk]) > self.live_at_withdrawal[post.pk]
        assert not more, f"{post} went out after the consent had gone"

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
        return any(post.state in states for post in self.seen)

    def _pick(self, data: st.DataObject, *states: State) -> Post:
        found = [post for post in self.seen if post.state in states]
        return found[data.draw(st.integers(0, len(found) - 1), label="which post")]

    def _attempts(self, post: Post) -> list[Attempt]:
        with self._inside():
            return list(post.attempts.open().filter(kind=Attempt.Kind.CREATE))

    def _words(self) -> str:
        return f"Our garden club met for the {next(_numbers)}th time."

    def _standing(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """What stands on X, with the post whose words it bears or bore in some version."""
        if not self.posts or not (on_x := self.cast.sandbox.live(self.handle)):
            return
        with self._inside():
            written = Post.objects.filter(pk__in=self.posts)
            of = dict(written.values_list("versions__text", "pk"))
            of |= dict(written.values_list("text", "pk"))
        for one in on_x:
            yield of[_words_of(one)], one

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


def _words_of(one: dict[str, Any]) -> str:
    """Without the link that X adds for a picture."""
    words: str = one["text"]
    return words.split(" https://t.co/", maxsplit=1)[0]
