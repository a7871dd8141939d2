"""That the account has said the same lately, or is about to: a note, never a hindrance."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from moderation.drafts.models import Post
from moderation.drafts.presenters import times
from moderation.drafts.queries import twins
from moderation.drafts.queries.twins import Recent
from moderation.drafts.workflow import LIVE, State
from policy.rules import duplicate

ALIKE = 85
_SAME = 100


@dataclass(frozen=True, slots=True)
class Twin:
    """The most alike post in a sentence; ``pk`` is None where the reader may not open it."""

    sentence: str
    pk: int | None


def twin_of(post: Post, now: datetime, *, reader_id: int, sees_all: bool) -> Twin | None:
    """The post most like this one, as far as there is one."""
    if not post.text.strip():
        return None
    rated = [(duplicate.alike(post.text, one.text), one) for one in twins.recent(post, now)]
    likeness, nearest = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    if nearest is None or likeness < ALIKE:
        return None
    opens = sees_all or nearest.state in LIVE or nearest.author_id == reader_id
    words = gettext("The same words") if likeness == _SAME else gettext("Nearly the same words")
    return Twin(_where(nearest, words), nearest.pk if opens else None)


def _where(post: Recent, words: str) -> str:
    if post.posted_at and post.state in LIVE:
        time = times.written(post.posted_at)
        return gettext("{words} went out on {time}.").format(words=words, time=time)
    if post.state == State.SUBMITTED or post.scheduled_for is None:
        return gettext("{words} wait for approval in another draft.").format(words=words)
    time = times.written(post.scheduled_for)
    return gettext("{words} are in line for {time}.").format(words=words, time=time)
