"""Posts that have to come down, as leaders see them: which child, never why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from moderation.drafts.models import Post, PostPhoto, Takedown
from moderation.drafts.presenters import live, times
from moderation.drafts.queries import takedowns as queries
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import School
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One post with every child in it for whom it has to come down. ``on_x`` is where it stands or
    stood; ``is_deleted`` says that X has said yes, and that nobody has seen it gone."""

    post: Post
    pictures: tuple[PostPhoto, ...]
    children: tuple[str, ...]
    reasons: tuple[Words, ...]
    due: str
    is_overdue: bool
    link: str
    can_be_removed: bool
    by_hand: bool
    is_deleted: bool
    on_x: str
    stands: str


@dataclass(frozen=True, slots=True)
class Done:
    post: Post
    what: Words
    opened: str
    when: str
    in_time: bool


@dataclass(frozen=True, slots=True)
class Takedowns:
    waiting: tuple[Item, ...]
    done: tuple[Done, ...]


def present(school: School, now: datetime) -> Takedowns:
    by_post: dict[int, list[Takedown]] = {}
    for one in queries.to_do(school):
        by_post.setdefault(one.post_id, []).append(one)
    return Takedowns(
        waiting=tuple(_item(items, now) for items in by_post.values()),
        done=tuple(map(_done, queries.done(school))),
    )


def _item(items: list[Takedown], now: datetime) -> Item:
    post, due = items[0].post, items[0].due_at
    return Item(
        post=post,
        pictures=tuple(sorted(post.post_photos.all(), key=lambda placed: placed.position)),
        children=tuple(one.pupil.called for one in items),
        reasons=_once(Takedown.Reason(one.reason).label for one in items),
        due=times.written(due),
        is_overdue=due < now,
        link=live.link(post),
        can_be_removed=post.state == State.POSTED,
        by_hand=post.state == State.REMOVING and post.account.by_hand,
        is_deleted=post.state == State.REMOVED,
        on_x=live.address(post),
        stands=live.stands(post),
    )


def _once(labels: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(labels))


def _done(one: Takedown) -> Done:
    ended = one.done_at or one.due_at
    return Done(
        post=one.post,
        what=Takedown.Outcome(one.outcome).label,
        opened=times.written(one.opened_at),
        when=times.written(ended),
        in_time=ended <= one.due_at,
    )
