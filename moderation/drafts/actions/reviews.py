"""Deciding on a submitted draft. Nobody decides on their own."""

from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from moderation.drafts import seal, tasks, wall_clock
from moderation.drafts.actions import submissions
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Decision, Look, Post, Version
from moderation.drafts.transitions import lock, move, take_out_of_the_queue
from moderation.drafts.workflow import NotPossible, State, Verb
from policy.queries import version_in_force
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Person
from schoolsocial.celery import ring


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


class Refused(NamedTuple):
    """The two ways of saying no, each with its letter to the author."""

    verdict: Decision.Verdict
    verb: Verb
    letter: str


def look(*, post: Post, by: Person, now: datetime) -> None:
    """Let other reviewers see that this one has the draft open."""
    Look.objects.update_or_create(school_id=post.school_id, post=post, by=by, defaults={"at": now})


def approve(
    *, post: Post, by: Person, version: int, now: datetime, wall_time: str = ""
) -> Decision:
    """Seal the post as it stands and queue it, for a London wall time or at once.

    ``version`` is the number the reviewer saw. Raises ``OwnDraft``, ``AlreadyDecided``,
    ``VersionMoved``, ``SameAlreadyQueued``, ``submissions.Blocked`` where the roll or the policy
    changed since, or what ``wall_clock.to_utc`` refuses.
    """
    at = wall_clock.to_utc(wall_time, now=now) if wall_time else now
    try:
        with transaction.atomic():
            post, seen = _open(post, by, version)
            return _approve(post, seen, by, wall_time=wall_time, at=at, now=now)
    except IntegrityError as clash:
        if "post_once_a_day" not in str(clash):
            raise
        raise SameAlreadyQueued(
            "The same words and pictures are already scheduled or posted on that day."
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
            raise OwnDraft("You wrote this post: open it for editing instead.")
        approved = post.versions.latest("number")
        _in_the_queue(post)
        verdict = Decision.Verdict.RETURN
        decision = _decide(post, approved, verdict, by, now, comment=comment.strip())
        details = {"version": approved.number}
        take_out_of_the_queue(post, Verb.RETURN, by=by, now=now, details=details)
        _tell_author(post, "draft-returned", now)
    return decision


def reject(*, post: Post, by: Person, version: int, comment: str, now: datetime) -> Decision:
    """Refuse the draft for good, with a reason. Raises as ``approve``, ``CommentMissing``."""
    refusal = Refused(Decision.Verdict.REJECT, Verb.REJECT, "draft-rejected")
    return _refuse(post, by, version, comment, now, kind=refusal)


def _approve(
    post: Post, seen: Version, by: Person, *, wall_time: str, at: datetime, now: datetime
) -> Decision:
    submissions.passable(post)
    policy = version_in_force(post.school, timezone.localdate(now))
    stamp = seal.seal(post, policy_version=policy.number)
    decision = _decide(post, seen, Decision.Verdict.APPROVE, by, now, seal=stamp)
    move(post, Verb.APPROVE, by=by, now=now, details={"version": seen.number}, seal=stamp)
    move(
        post,
        Verb.SCHEDULE,
        by=by,
        now=now,
        wall_time=wall_clock.as_entered(wall_time) if wall_time else "",
        scheduled_for=at,
        not_before=at,
        expires_at=at + timedelta(minutes=post.school.grace_minutes),
        fingerprint=seal.fingerprint(post, timezone.localdate(at).isoformat()),
    )
    _tell_author(post, "draft-approved", now)
    if at <= now:
        transaction.on_commit(partial(ring, tasks.send, post.school_id, post.pk))
    return decision


def _refuse(
    post: Post, by: Person, version: int, comment: str, now: datetime, *, kind: Refused
) -> Decision:
    _explained(comment)
    with transaction.atomic():
        post, seen = _open(post, by, version)
        decision = _decide(post, seen, kind.verdict, by, now, comment=comment.strip())
        move(post, kind.verb, by=by, now=now, details={"version": seen.number})
        _tell_author(post, kind.letter, now)
    return decision


def _open(post: Post, by: Person, version: int) -> tuple[Post, Version]:
    post = lock(post)
    if post.author_id == by.pk:
        raise OwnDraft("You wrote this draft, so somebody else must decide on it.")
    if post.state != State.SUBMITTED:
        raise AlreadyDecided(_who_decided(post))
    latest = post.versions.order_by("-number").first()
    if latest is None or latest.number != version:
        raise VersionMoved(
            "The author has sent a newer version since you opened this page. Please read it first."
        )
    return post, latest


def _explained(comment: str) -> None:
    if not comment.strip():
        raise CommentMissing("Please tell the author in a few words what you want changed, or why.")


def _in_the_queue(post: Post) -> None:
    if post.state != State.SCHEDULED:
        raise NotPossible(post.state, Verb.RETURN)


def _who_decided(post: Post) -> str:
    last = post.decisions.select_related("by").order_by("-at").first()
    if last is None or post.state == State.DRAFT:
        return "The author has taken this draft back, so there is nothing to decide."
    when = timezone.localtime(last.at).strftime("%H:%M on %-d %B")
    return f"{last.by.name} has already decided: {last.get_verdict_display().lower()} at {when}."


def _decide(
    post: Post,
    seen: Version,
    verdict: Decision.Verdict,
    by: Person,
    now: datetime,
    *,
    comment: str = "",
    seal: str = "",
) -> Decision:
    return Decision.objects.create(
        school_id=post.school_id,
        post=post,
        version=seen,
        verdict=verdict,
        comment=comment[:1000],
        seal=seal,
        author=post.author,
        by=by,
        at=now,
    )


def _tell_author(post: Post, kind: str, now: datetime) -> None:
    letters.queue(
        school=post.school,
        to=post.author.email,
        kind=kind,
        path=reverse("drafts:post", args=[post.school.slug, post.pk]),
        now=now,
    )
