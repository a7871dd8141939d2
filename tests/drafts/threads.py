"""Threads in one line each: written, sent for approval, approved, and on their way."""

from datetime import datetime, timedelta

from django.utils import timezone

from moderation.drafts.actions import drafts, publishing, reviews, submissions, threading
from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from tests.drafts.outgoing import HANDLE
from tests.posts import make_post

WORDS = (
    "Our garden club planted garlic this morning.",
    "Each clove went in with its tip up, a hand apart.",
    "We shall pull them up in July. Come and smell them then.",
)


def drafted(school: School, author: Person, words: tuple[str, ...] = WORDS) -> list[Post]:
    """The drafts of a thread, in order."""
    first = make_post(school, author, words[0])
    with scope.school(school.pk):
        last = first
        for text in words[1:]:
            last = threading.add(post=last, by=author, now=timezone.now())
            drafts.save(post=last, by=author, text=text, revision=0, now=timezone.now())
    return thread_of(first)


def submitted_thread(school: School, author: Person, words: tuple[str, ...] = WORDS) -> list[Post]:
    """A thread that waits for approval."""
    posts = drafted(school, author, words)
    with scope.school(school.pk):
        submissions.submit(post=posts[0], by=author, now=timezone.now())
    return thread_of(posts[0])


def approved(
    school: School,
    author: Person,
    reviewer: Person,
    words: tuple[str, ...] = WORDS,
    *,
    at: datetime | None = None,
) -> list[Post]:
    """An approved thread, the first of it due now or at that moment (moved there behind the
    scenes).
    """
    posts = submitted_thread(school, author, words)
    with scope.school(school.pk):
        reviews.approve(post=posts[0], by=reviewer, version=1, now=timezone.now())
        if at is not None:
            Post.objects.filter(thread=posts[0].thread_id).update(scheduled_for=at)
            Post.objects.filter(pk=posts[0].pk).update(
                not_before=at, expires_at=at + timedelta(hours=2)
            )
    return thread_of(posts[0])


def thread_of(post: Post) -> list[Post]:
    """Its posts as they are in the database, in order."""
    with scope.school(post.school_id):
        thread_id = Post.objects.values_list("thread", flat=True).get(pk=post.pk)
        return list(
            Post.objects.select_related("account").filter(thread=thread_id).order_by("place")
        )


def states_of(post: Post) -> list[str]:
    """Where each stands, in order."""
    return [one.state for one in thread_of(post)]


def send(post: Post) -> None:
    sending.send(post.school_id, post.pk)


def mark(post: Post, by: Person, tweet_id: str) -> None:
    """A leader says that the held post is on X."""
    with scope.school(post.school_id):
        link = f"https://x.com/{HANDLE}/status/{tweet_id}"
        publishing.mark_posted(post=post, by=by, link=link, now=timezone.now())
