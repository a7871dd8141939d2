"""The same people, workers and X, with threads of two: nothing stands alone or out of turn."""

from collections.abc import Iterator

from django.utils import timezone
from hypothesis.stateful import invariant, precondition, rule

from moderation.drafts import threads
from moderation.drafts.actions import drafts, submissions, threading
from moderation.drafts.models import Post
from moderation.drafts.workflow import ON_X, State
from tests.drafts.machine import MOST_POSTS, Publishing
from tests.posts import make_post


class PublishingThreads(Publishing):
    """Writing begins a thread; everything else is done to one of its posts, as a person would."""

    @precondition(lambda self: len(self.posts) < MOST_POSTS - 1)
    @rule()
    def write(self) -> None:
        author, now = self.cast.author, timezone.now()
        first = make_post(self.school, author, self._words(), account=self.account)
        with self._inside():
            second = threading.add(post=first, by=author, now=now)
            drafts.save(post=second, by=author, text=self._words(), revision=0, now=now)
        for one in (first, second):
            self.posts.append(one.pk)
            self.approved[one.pk] = set()
        if self._try(lambda: submissions.submit(post=first, by=author, now=now)):
            self._approve(first)

    def _approve(self, post: Post) -> None:
        with self._inside():
            now_is = Post.objects.get(pk=post.pk)  # it may have become a thread since
            waiting = list(threads.of(now_is).filter(state=State.SUBMITTED))
        super()._approve(post)
        with self._inside():
            now_of = Post.objects.in_bulk([one.pk for one in waiting])
        for one in waiting:
            if now_of[one.pk].state != State.SUBMITTED:
                self.approved[one.pk].add(one.text)

    @invariant()
    def every_reply_stands_under_the_one_before(self) -> None:
        for post, replies_to in self._replies():
            with self._inside():
                forerunner = threads.before(post)
            assert forerunner is not None
            assert forerunner.state in ON_X, f"{post} went out while {forerunner} did not"
            assert replies_to == forerunner.tweet_id, f"{post} replies to something else"

    def _replies(self) -> Iterator[tuple[Post, str]]:
        """Later posts of threads that stand on X, with what each replies to."""
        by_pk = {post.pk: post for post in self.seen}
        for post_id, one in self._standing():
            post = by_pk.get(post_id)
            if post is not None and (post.place or 0) > 1:
                yield post, one["in_reply_to"]
