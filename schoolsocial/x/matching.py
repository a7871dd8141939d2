"""Which post on the timeline came of an attempt whose outcome is unknown."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from schoolsocial.x.timeline import Link, TimelinePost, posted_at

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_SLASH_AT_END = re.compile(r"/(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Sought:
    """What was sent, and when it can have arrived by X's clock (both ends included).

    ``media_keys`` are those of this attempt's own uploads; ``had_photos`` is true where pictures
    went along even if X told no key. ``taken`` are ids known to belong to other posts of ours.
    """

    text: str
    earliest: datetime
    latest: datetime
    media_keys: frozenset[str] = frozenset()
    had_photos: bool = False
    taken: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Found:
    """Exactly one post is ours."""

    tweet_id: str


@dataclass(frozen=True, slots=True)
class Absent:
    """No post can be ours, as far as the timeline shows by now."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """These posts might be ours; a person decides."""

    tweet_ids: tuple[str, ...]


Verdict = Found | Absent | Ambiguous


def look_for(sought: Sought, posts: Iterable[TimelinePost]) -> Verdict:
    """Find one's own post: by media keys, which nobody else can have, else by text and time.

    A post of the same words whose pictures are not the ones we uploaded is somebody's by hand, or
    X has renamed the keys: only a person can tell, so it is ambiguous rather than absent.
    """
    open_posts = [post for post in posts if post.id not in sought.taken]
    by_key = [post for post in open_posts if sought.media_keys.intersection(post.media_keys)]
    if by_key:
        return _one_of(by_key)
    same = [post for post in open_posts if _in_time(sought, post) and _same_words(sought, post)]
    if any(_pictures_differ(sought, post) for post in same):
        return Ambiguous(tuple(post.id for post in same))
    return _one_of(same)


def typed(text: str) -> str:
    """A text as we sent it, made comparable: NFC, single spaces, bare addresses.

    The scheme and the last slash of an address are dropped, since X adds them to a bare domain.
    """
    bare = _SLASH_AT_END.sub("", _SCHEME.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(bare.split())


def plain(text: str, links: Iterable[Link] = ()) -> str:
    """A text as X tells it, as a person reads it: escapes undone, t.co expanded, lines kept."""
    # &amp; comes last, or "&amp;lt;" would be undone twice.
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for link in links:
        if link.short:
            text = text.replace(link.short, link.expanded)
    return unicodedata.normalize("NFC", text).strip()


def stored(text: str, links: Iterable[Link] = ()) -> str:
    """A text as X tells it, made comparable with ``typed``: escapes undone, t.co expanded."""
    return typed(plain(text, links))


def _one_of(posts: list[TimelinePost]) -> Verdict:
    if not posts:
        return Absent()
    if len(posts) == 1:
        return Found(posts[0].id)
    return Ambiguous(tuple(post.id for post in posts))


def _in_time(sought: Sought, post: TimelinePost) -> bool:
    return sought.earliest <= posted_at(post.id) <= sought.latest


def _same_words(sought: Sought, post: TimelinePost) -> bool:
    return typed(sought.text) == stored(post.text, post.links)


def _pictures_differ(sought: Sought, post: TimelinePost) -> bool:
    if sought.media_keys:
        return True  # our keys are known, and this post has none of them
    return sought.had_photos != bool(post.media_keys)
