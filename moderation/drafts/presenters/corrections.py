"""The page on which a reviewer corrects who is in a picture: what follows, before and after."""

from typing import NamedTuple

from django.forms import Form
from django.utils import timezone

from consent.models import Pupil
from consent.queries.pickable import pickable
from moderation.drafts.actions.corrections import Followed
from moderation.drafts.forms.faces import BoxForm
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.presenters import faces, times
from moderation.drafts.presenters.faces import Faces, Ways
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person

_IF = "If you name a child who may not be shown in it"
_QUEUED = (
    "This post is approved, and the approval covers who is in the photo. Your first correction "
    "takes it out of the queue: it goes back to its author and needs a new approval."
)
_ON_ITS_WAY = (
    f"This post is on its way to X. {_IF}, it is stopped where that is still possible; once it is "
    "on X it has to be taken down."
)
_BEFORE: dict[str, str] = {
    State.SUBMITTED: "This post waits for approval. Who has approved it already must do so again "
    f"after a correction. {_IF}, it goes back to its author.",
    State.APPROVED: _QUEUED,
    State.SCHEDULED: _QUEUED,
    State.SENDING: _ON_ITS_WAY,
    State.UNKNOWN: _ON_ITS_WAY,
    State.BY_HAND: _QUEUED,
    State.IN_HAND: _ON_ITS_WAY,
    State.HELD: f"Nobody is sure whether this post went out. {_IF}, it has to be taken down, and "
    "cannot be sent again.",
    State.POSTED: f"This post is on X. {_IF}, it has to be taken down, and the senior leaders get "
    "a mail. A child who is not in it after all is no longer a reason to take it down.",
    State.REMOVING: "X is being asked to delete this post. Your corrections are kept on record.",
}


class Told(NamedTuple):
    """What followed, in words; ``is_grave`` where somebody has to do something now."""

    is_grave: bool
    words: str


def present(
    placed: PostPhoto, reader: Person, *, adding: Form | None = None, problem: str = ""
) -> Faces:
    """The picture with its boxes as the register has it today."""
    return faces.on_day(
        placed,
        timezone.localdate(),
        pupils=pickable(reader, leavers=True),
        adding=adding or BoxForm(),
        problem=problem,
        ways=_ways(placed.post, reader),
        before_it=_BEFORE[placed.post.state],
    )


def told(post: Post, pupil: Pupil | None, followed: Followed) -> Told:
    """What a correction led to."""
    name = pupil.called if pupil and pupil.pk in followed.kept_from else "A child in it"
    may_not = f"{name} may not be shown in this photo"
    if followed.came_back and followed.kept_from:
        return Told(True, f"Corrected. {may_not}: the post went back to {post.author.name}.")
    if followed.came_back:
        words = f"the post went back to {post.author.name} and needs a new approval."
        return Told(True, f"Corrected. The approval no longer covers it: {words}")
    if followed.due:
        words = f"the post has to come down by {times.written(followed.due)}."
        return Told(True, f"Corrected. {may_not}: {words}")
    if followed.kept_from:
        return Told(True, f"Corrected. {may_not}. The post is stopped, or has to come down.")
    if followed.may_stay:
        return Told(False, "Corrected. The post no longer has to come down for that child.")
    fine = f" {pupil.called} may be shown in this photo." if pupil else ""
    return Told(False, f"Corrected.{fine}")


def _ways(post: Post, reader: Person) -> Ways:
    up, words = "drafts:post", "The post"
    if post.adopted_at is not None:
        up = "catalogue:of_post"
    elif post.state == State.SUBMITTED and post.author_id != reader.pk:
        up, words = "drafts:review", "The review"
    return Ways(
        page="drafts:correct_faces",
        say="drafts:correct_say",
        add="drafts:correct_add",
        remove="drafts:correct_remove",
        nobody="drafts:correct_nobody",
        up=up,
        up_words=words,
        blur=False,
    )
