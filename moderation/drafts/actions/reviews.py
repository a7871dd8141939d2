"""Deciding on a submitted draft. Nobody decides on their own."""

from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts import threads, wall_clock
from moderation.drafts.actions import approvals, flags, slots
from moderation.drafts.actions.approvals import When
from moderation.drafts.actions.decisions import decide, tell_author
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Decision, Look, Post, Version
from moderation.drafts.process import Asked
from moderation.drafts.steps import step
from moderation.drafts.transitions import lock, take_out_of_the_queue
from moderation.drafts.workflow import NotPossible, State, Verb
from policy.facts import Device, Moment
from schoolsocial.accounts.models import Person


class OwnDraft(Refusal):
    """One's own draft is for somebody else to decide on."""


class AlreadyDecided(Refusal):
    """Another reviewer was faster."""


class VersionMoved(Refusal):
    """The author sent a newer version than the one on the reviewer's screen."""


class CommentMissing(Refusal):
    """A return or rejection explains itself."""


class SameAlreadyQueued(Refusal):
    """The same words and pictures go out, or went out, on that account and day."""


_DECIDED = {
    Decision.Verdict.APPROVE: _("{name} has already decided: approved at {time} on {day}."),
    Decision.Verdict.RETURN: _("{name} has already decided: returned at {time} on {day}."),
    Decision.Verdict.REJECT: _("{name} has already decided: rejected at {time} on {day}."),
}


class Refused(NamedTuple):
    """The two ways of saying no, each with its letter to the author."""

    verdict: Decision.Verdict
    verb: Verb
    letter: str


def look(*, post: Post, by: Person, now: datetime) -> None:
    """Let other reviewers see that this one has the draft open."""
    Look.objects.bulk_create(
        [Look(school_id=post.school_id, post=post, by=by, at=now)],
        update_conflicts=True,
        unique_fields=["post", "by"],
        update_fields=["at"],
    )


def approve(
    *,
    post: Post,
    by: Person,
    version: int,
    now: datetime,
    wall_time: str = "",
    in_slot: bool = False,
    device: Device | None = None,
) -> Decision:
    """Approve the post as it stands, for a London wall time or at once; ``in_slot``: the wall time
    is that of a weekly slot, for this post alone.

    It is sealed and queued with the last approval the policy wants; until then it stays in the
    queue. A thread is approved as a whole, by as many people as any of its posts wants. ``version``
    is the number the reviewer saw. Raises ``OwnDraft``, ``AlreadyDecided``, ``VersionMoved``,
    ``SameAlreadyQueued``, ``slots.SlotGone``, what ``approvals.count_in`` raises where the roll or
    the policy changed since, or what ``wall_clock.to_utc`` refuses.
    """
    at = wall_clock.to_utc(wall_time, now=now) if wall_time else now
    asked = Asked(now, Moment.APPROVING, by=by, device=device, at=at)
    try:
        with transaction.atomic():
            opened = _open(post, by, version)
            return approvals.count_in(opened, asked, When(wall_time, in_slot))
    except approvals.WithTheLead as waiting:
        with transaction.atomic():
            flags.raise_for(post=waiting.post, quiet=waiting.quiet, now=now)
        raise
    except IntegrityError as clash:
        if "post_one_a_slot" in str(clash):
            raise slots.gone() from None
        if "post_once_a_day" not in str(clash):
            raise
        raise SameAlreadyQueued(
            gettext("The same words and pictures are already scheduled or posted on that day.")
        ) from None


def send_back(*, post: Post, by: Person, version: int, comment: str, now: datetime) -> Decision:
    """Return the draft to its author with a comment. Raises as ``approve``, ``CommentMissing``."""
    refusal = Refused(Decision.Verdict.RETURN, Verb.RETURN, "draft-returned")
    return _refuse(post, by, version, comment, now, kind=refusal)


def call_back(*, post: Post, by: Person, comment: str, now: datetime) -> Decision:
    """Take an approved post out of the queue, back to its author with a comment.

    For leaders who think again and for the DSL's veto. Raises ``OwnDraft``, ``CommentMissing``,
    ``NotPossible`` once it is being sent.
    """
    _explained(comment)
    with transaction.atomic():
        post = lock(post)
        if post.author_id == by.pk:
            raise OwnDraft(gettext("You wrote this post: open it for editing instead."))
        approved = post.versions.latest("number")
        _in_the_queue(post)
        verdict, said = Decision.Verdict.RETURN, comment.strip()
        decision = decide(post, approved, verdict, by, now, comment=said)
        for one in threads.queued_besides(post):
            decide(one, one.versions.latest("number"), verdict, by, now, comment=said)
        details = {"version": approved.number}
        take_out_of_the_queue(post, Verb.RETURN, by=by, now=now, details=details)
        tell_author(post, "draft-returned", now)
    return decision


def reject(*, post: Post, by: Person, version: int, comment: str, now: datetime) -> Decision:
    """Refuse the draft for good, with a reason. Raises as ``approve``, ``CommentMissing``."""
    refusal = Refused(Decision.Verdict.REJECT, Verb.REJECT, "draft-rejected")
    return _refuse(post, by, version, comment, now, kind=refusal)


def _refuse(
    post: Post, by: Person, version: int, comment: str, now: datetime, *, kind: Refused
) -> Decision:
    _explained(comment)
    with transaction.atomic():
        decisions = []
        for one, seen in _open(post, by, version):
            decisions.append(decide(one, seen, kind.verdict, by, now, comment=comment.strip()))
            step(one, kind.verb, by=by, now=now, details={"version": seen.number})
        tell_author(decisions[0].post, kind.letter, now)
    return decisions[0]


def _open(post: Post, by: Person, version: int) -> list[tuple[Post, Version]]:
    """The post and its latest version; of a thread each that waits with it, in order."""
    post = lock(post)
    if post.author_id == by.pk:
        raise OwnDraft(gettext("You wrote this draft, so somebody else must decide on it."))
    if post.state != State.SUBMITTED:
        raise AlreadyDecided(_who_decided(post))
    latest = post.versions.order_by("-number").first()
    if latest is None or latest.number != version:
        raise VersionMoved(
            gettext(
                "The author has sent a newer version since you opened this page. Please "
                "read it first."
            )
        )
    return [(one, one.versions.latest("number")) for one in threads.submitted_with(post)]


def _explained(comment: str) -> None:
    if not comment.strip():
        raise CommentMissing(
            gettext("Please tell the author in a few words what you want changed, or why.")
        )


def _in_the_queue(post: Post) -> None:
    if post.state not in {State.APPROVED, State.SCHEDULED, State.BY_HAND}:
        raise NotPossible(post.state, Verb.RETURN)


def _who_decided(post: Post) -> str:
    last = post.decisions.select_related("by").order_by("-at").first()
    if last is None or post.state == State.DRAFT:
        return gettext("The author has taken this draft back, so there is nothing to decide.")
    at = timezone.localtime(last.at)
    return _DECIDED[Decision.Verdict(last.verdict)].format(
        name=last.by.name, time=f"{at:%H:%M}", day=date_format(at, "j F")
    )
