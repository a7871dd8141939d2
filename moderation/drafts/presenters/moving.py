"""The page on which an approved post is moved."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from moderation.drafts.forms.moving import MoveForm
from moderation.drafts.models import Post
from moderation.drafts.presenters import live
from moderation.drafts.wall_clock import Choice
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.words import Words

_OWN = _("You wrote this post, so somebody else decides when it goes out.")
_ELSEWHERE = _("Only an approved post that has not gone out yet can be moved.")


@dataclass(frozen=True, slots=True)
class Moving:
    """``because`` says why it cannot be moved, empty where it can; ``clash`` what else goes out in
    the hour that is filled in.
    """

    post: Post
    words: str
    stands: str
    because: Words
    form: MoveForm
    choices: tuple[Choice, ...]
    clash: str


def present(
    post: Post, reader: Person, form: MoveForm, choices: tuple[Choice, ...], clash: str
) -> Moving:
    """The post as it stands, and the form."""
    return Moving(
        post=post,
        words=Truncator(post.text).chars(200),
        stands=live.stands(post),
        because=_because(post, reader.pk),
        form=form,
        choices=choices,
        clash=clash,
    )


def may_move(post: Post, reader_id: int) -> bool:
    """Whether somebody who approves could move it."""
    return not _because(post, reader_id)


def _because(post: Post, reader_id: int) -> Words:
    if post.state != State.SCHEDULED:
        return _ELSEWHERE
    return _OWN if post.author_id == reader_id else ""
