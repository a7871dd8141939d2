"""What is to be posted by hand: the list, and the steps on a phone for one post."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts import threads
from moderation.drafts.forms.by_hand import PostedForm
from moderation.drafts.jobs import examining
from moderation.drafts.models import Handover, Post, PostPhoto
from moderation.drafts.presenters import live, times
from moderation.drafts.queries import by_hand as queries
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words

FIRST_WORDS = 90
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


class Stage(StrEnum):
    """What the page is about."""

    TAKE = "take"
    STEPS = "steps"
    STOPPED = "stopped"
    ASKED = "asked"
    OTHERS = "others"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; all words are ready to be read."""

    pk: int
    what: Words
    first_words: str
    when: str
    author: str
    account: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to be saved and then added on X."""

    placed: PostPhoto
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and not taken, and why."""

    form: PostedForm = field(default_factory=PostedForm)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The page of one post. ``compose_url`` opens X with the words filled in."""

    post: Post
    stage: Stage
    who: str
    until: str
    frozen: bool
    pictures: tuple[Picture, ...]
    compose_url: str
    replies_to: str
    link: str
    typed: Typed


def listed(membership: Membership, now: datetime) -> tuple[Row, ...]:
    """What this person has to do on X by hand."""
    posts = queries.to_do(membership)[: queries.MOST]
    return tuple(_row(post, now) for post in posts)


def checklist(
    post: Post, membership: Membership, *, now: datetime, typed: Typed | None = None
) -> Checklist | None:
    """The steps for this person; None where there is nothing to do by hand (any more)."""
    latest = queries.latest(post)
    stage = _stage(post, latest, membership, now)
    if stage is None:
        return None
    mine = stage is Stage.STEPS
    return Checklist(
        post=post,
        stage=stage,
        who=latest.by.name if latest else "",
        until=_until(post, latest),
        frozen=post.school.posting_paused_at is not None,
        pictures=tuple(map(_picture, queries.placed_in(post))) if mine else (),
        compose_url=_compose_url(post),
        replies_to=_replies_to(post),
        link=live.link(post),
        typed=typed or Typed(),
    )


def _compose_url(post: Post) -> str:
    """Where X opens with the words filled in, as a reply to the one before it in its thread."""
    forerunner = threads.before(post)
    reply = f"&in_reply_to={forerunner.tweet_id}" if forerunner and forerunner.tweet_id else ""
    return f"{settings.X_PUBLIC_URL}/intent/tweet?text={quote(post.text, safe='')}{reply}"


def _replies_to(post: Post) -> str:
    """Where the post before it in its thread stands on X; empty for one on its own."""
    forerunner = threads.before(post)
    return live.link(forerunner) if forerunner else ""


def file_name(placed: PostPhoto) -> str:
    """What a saved picture is called: nothing in it tells of a child."""
    return f"photo-{placed.position}.{_SUFFIXES.get(placed.photo.media_type, 'jpg')}"


def may_go_on(post: Post, latest: Handover | None, membership: Membership, now: datetime) -> bool:
    """Whether the post is in this person's hands and nothing has come up against it since."""
    return _stage(post, latest, membership, now) is Stage.STEPS


def _stage(
    post: Post, latest: Handover | None, membership: Membership, now: datetime
) -> Stage | None:
    mine = latest is not None and latest.by_id == membership.person_id
    if post.state == State.BY_HAND:
        return Stage.TAKE
    if post.state == State.IN_HAND:
        return _in_hand(post, now) if mine else Stage.OTHERS
    if post.state == State.HELD and mine:
        return Stage.ASKED
    deletes = Permission.DELETE_LIVE_POSTS in membership.permissions
    if post.state == State.REMOVING and post.account.by_hand and deletes:
        return Stage.DELETE
    return None


def _in_hand(post: Post, now: datetime) -> Stage:
    stopped = post.school.posting_paused_at is not None or examining.broken_seal(post, now)
    return Stage.STOPPED if stopped else Stage.STEPS


def _until(post: Post, latest: Handover | None) -> str:
    if post.state == State.IN_HAND and latest is not None:
        return times.written(latest.due_back_at)
    return times.written(post.expires_at) if post.expires_at else ""


def _picture(placed: PostPhoto) -> Picture:
    return Picture(placed, placed.position, file_name(placed))


def _row(post: Post, now: datetime) -> Row:
    late = post.expires_at is not None and post.expires_at < now
    return Row(
        pk=post.pk,
        what=_WHAT[post.state],
        first_words=Truncator(" ".join(post.text.split())).chars(FIRST_WORDS)
        or gettext("A picture"),
        when=_when(post),
        author=post.author.name,
        account=f"@{post.account.handle}",
        is_late=late and post.state != State.REMOVING,
    )


_WHAT: dict[str, Words] = {
    State.BY_HAND: _("Post it"),
    State.IN_HAND: _("In somebody's hands"),
    State.HELD: _("Did you post it?"),
    State.REMOVING: _("Delete it on X"),
}


def _when(post: Post) -> str:
    if post.state == State.BY_HAND and post.expires_at:
        return gettext("By {time}").format(time=times.written(post.expires_at))
    if post.state == State.REMOVING:
        return gettext("As soon as you can")
    if post.scheduled_for is None:
        return ""
    return gettext("Was due {time}").format(time=times.written(post.scheduled_for))
