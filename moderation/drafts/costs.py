"""What a post costs: its pictures are charged as they go up, it itself once it stands."""

from collections import Counter
from decimal import Decimal

from moderation.drafts import threads
from moderation.drafts.models import Post
from policy import length
from schoolsocial.x import cost


def calls_of(post: Post, *, photos: int = 0) -> dict[str, int]:
    """What the post asks of X, with so many pictures still to be uploaded."""
    return cost.calls_of_post(text_has_url=has_url(post.text), photos=photos)


def calls_to_come(post: Post) -> Counter[str]:
    """What the post, and what waits behind it in its thread, will ask of X: a thread is not begun
    where there is no room for all of it.
    """
    behind = threads.approved_behind(post)
    calls = Counter[str]()
    for one in (post, *behind):
        calls.update(calls_of(one, photos=one.post_photos.count()))
    return calls


def dollars_of(text: str, photos: int) -> Decimal:
    """US dollars for this text with so many pictures."""
    return cost.cost_of_post(text_has_url=has_url(text), photos=photos)


def has_url(text: str) -> bool:
    """Whether X will charge for a link: a bare domain counts as one."""
    return bool(length.urls(text[: length.MAX_INPUT]))
