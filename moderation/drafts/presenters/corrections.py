"""The page on which a reviewer corrects who is in a picture: what follows, before and after."""

from typing import NamedTuple

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.models import Pupil
from consent.queries.pickable import pickable
from moderation.drafts.actions.corrections import Followed
from moderation.drafts.forms.faces import BoxForm
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.presenters import faces, times
from moderation.drafts.presenters.faces import Faces, Ways
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.words import Words

_QUEUED = _(
    "This post is approved, and the approval covers who is in the photo. Your first "
    "correction takes it out of the queue: it goes back to its author and needs a "
    "new approval."
)
_ON_ITS_WAY = _(
    "This post is on its way to X. If you name a child who may not be shown in it, it is stopped "
    "where that is still possible; once it is on X it has to be taken down."
)
_BEFORE: dict[str, Words] = {
    State.SUBMITTED: _(
        "This post waits for approval. Who has approved it already must do so again after a "
        "correction. If you name a child who may not be shown in it, it goes back to its author."
    ),
    State.APPROVED: _QUEUED,
    State.SCHEDULED: _QUEUED,
    State.SENDING: _ON_ITS_WAY,
    State.UNKNOWN: _ON_ITS_WAY,
    State.BY_HAND: _QUEUED,
    State.IN_HAND: _ON_ITS_WAY,
    State.HELD: _(
        "Nobody is sure whether this post went out. If you name a child who may not be shown in "
        "it, it has to be taken down, and cannot be sent again."
    ),
    State.POSTED: _(
        "This post is on X. If you name a child who may not be shown in it, it has to be taken "
        "down, and the senior leaders get a mail. A child who is not in it after all is no longer "
        "a reason to take it down."
    ),
    State.REMOVING: _("X is being asked to delete this post. Your corrections are kept on record."),
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
    if followed.came_back or followed.due or followed.kept_from:
        return Told(True, _grave(post, pupil, followed))
    if followed.may_stay:
        return Told(
            False, gettext("Corrected. The post no longer has to come down for that child.")
        )
    if pupil is None:
        return Told(False, gettext("Corrected."))
    fine = gettext("Corrected. {child} may be shown in this photo.")
    return Told(False, fine.format(child=pupil.called))


def _grave(post: Post, pupil: Pupil | None, followed: Followed) -> str:
    child = pupil.called if pupil and pupil.pk in followed.kept_from else gettext("A child in it")
    if followed.came_back and followed.kept_from:
        return gettext(
            "Corrected. {child} may not be shown in this photo: the post went back to {author}."
        ).format(child=child, author=post.author.name)
    if followed.came_back:
        return gettext(
            "Corrected. The approval no longer covers it: the post went back to {author} and "
            "needs a new approval."
        ).format(author=post.author.name)
    if followed.due:
        return gettext(
            "Corrected. {child} may not be shown in this photo: the post has to come down by "
            "{time}."
        ).format(child=child, time=times.written(followed.due))
    return gettext(
        "Corrected. {child} may not be shown in this photo. The post is stopped, or has to come "
        "down."
    ).format(child=child)


def _ways(post: Post, reader: Person) -> Ways:
    up, words = "drafts:post", gettext("The post")
    if post.adopted_at is not None:
        up = "catalogue:of_post"
    elif post.state == State.SUBMITTED and post.author_id != reader.pk:
        up, words = "drafts:review", gettext("The review")
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
