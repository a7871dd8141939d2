"""A post that its author has let go of: to be read, taken back or opened again."""

from dataclasses import dataclass

from moderation.drafts import workflow
from moderation.drafts.models import Decision, Post, PostPhoto
from moderation.drafts.placed import pictures_of
from moderation.drafts.presenters import live, preview, queue
from moderation.drafts.presenters.kinds import kind_words
from moderation.drafts.presenters.preview import Piece
from moderation.drafts.workflow import QUEUED, State, Verb
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class Sent:
    """The page. ``unsaved`` are words typed in a window that did not know it had been sent."""

    post: Post
    kind: Words
    stands: str
    explanation: tuple[Words, ...]
    last: Decision | None
    wished: str
    pieces: tuple[Piece, ...]
    pictures: tuple[PostPhoto, ...]
    may_withdraw: bool
    may_recall: bool
    approved: bool
    problems: tuple[str, ...]
    unsaved: str


def present(post: Post, *, problems: tuple[str, ...] = (), typed: str | None = None) -> Sent:
    """The post as its author may see it, with what they can do about it."""
    possible = workflow.verbs_from(post.state)
    return Sent(
        post=post,
        kind=kind_words(post.kind),
        stands=live.stands(post),
        explanation=live.explanation(post),
        last=_last(post),
        wished=queue.wished(post) if post.state == State.SUBMITTED else "",
        pieces=preview.pieces(post.text),
        pictures=tuple(pictures_of(post)),
        may_withdraw=Verb.WITHDRAW in possible,
        may_recall=Verb.RECALL in possible,
        approved=post.state in QUEUED,
        problems=problems,
        unsaved=typed if typed is not None and typed != post.text else "",
    )


def _last(post: Post) -> Decision | None:
    """What was decided last, once it is decided."""
    if post.state == State.SUBMITTED:
        return None
    return post.decisions.select_related("by").order_by("-at").first()
