"""What stands on X, beside what the software says of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moderation.drafts.models import Post
from moderation.drafts.workflow import ON_X, State
from schoolsocial.sandbox.server import Sandbox
from schoolsocial.tenancy import scope

UNSETTLED = (State.SCHEDULED, State.SENDING, State.UNKNOWN)


@dataclass(frozen=True)
class Outcome:
    """``duplicates``: posts that stand on X more than once. ``wrong``: said to stand there and do
    not, or the other way round, or not under the one before in their thread. ``held``: a person
    decides, ``held_live`` of which stand there.
    """

    posts: int
    duplicates: int
    wrong: int
    held: int
    held_live: int
    states: Counter[str]


def unsettled(school_ids: Iterable[int]) -> int:
    """How many posts the workers still have to do something with."""
    left = 0
    for school_id in school_ids:
        with scope.school(school_id):
            left += Post.objects.filter(state__in=UNSETTLED).count()
    return left


def judge(school_ids: Iterable[int], sandbox: Sandbox) -> Outcome:
    """Every post of these schools."""
    live, replies = _live(sandbox), _replies(sandbox)
    rows = [row for school_id in school_ids for row in _said(school_id)]
    astray = sum(_astray(school_id, live, replies) for school_id in school_ids)
    held = [text for text, state, _ in rows if state == State.HELD]
    return Outcome(
        posts=len(rows),
        duplicates=sum(len(live[text]) > 1 for text, _, _ in rows),
        wrong=astray + sum(is_wrong(state, tweet_id, live[text]) for text, state, tweet_id in rows),
        held=len(held),
        held_live=sum(bool(live[text]) for text in held),
        states=Counter(state for _, state, _ in rows),
    )


def _live(sandbox: Sandbox) -> defaultdict[str, set[str]]:
    """The ids on X by the words posted."""
    found = defaultdict[str, set[str]](set)
    with sandbox.world.lock:
        for post in sandbox.world.posts.by_id.values():
            found[post.text].add(post.id)
    return found


def _replies(sandbox: Sandbox) -> dict[str, str]:
    """What each id on X replies to."""
    with sandbox.world.lock:
        return {post.id: post.in_reply_to for post in sandbox.world.posts.by_id.values()}


def _astray(school_id: int, live: Mapping[str, set[str]], replies: Mapping[str, str]) -> int:
    """How many later posts of threads stand on X, and not under the one before them."""
    with scope.school(school_id):
        posts = list(Post.objects.filter(thread__isnull=False))
    ids = {(one.thread_id, one.place): one.tweet_id for one in posts}
    later = [one for one in posts if one.place and one.place > 1]
    return sum(
        replies[tweet_id] != ids[one.thread_id, (one.place or 0) - 1]
        for one in later
        for tweet_id in live.get(one.text, ())
    )


def _said(school_id: int) -> list[tuple[str, str, str | None]]:
    with scope.school(school_id):
        return list(Post.objects.values_list("text", "state", "tweet_id"))


def is_wrong(state: str, tweet_id: str | None, live: set[str]) -> bool:
    if state in ON_X:
        return tweet_id not in live
    return state != State.HELD and bool(live)
