"""Sending a draft for approval, and taking it back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from consent.models import Photo
from consent.queries.accounted import accounts_of
from moderation.drafts import approvers, checks, seal, threads, waiting, wall_clock
from moderation.drafts.actions import drafts, flags
from moderation.drafts.checks import Checked, CheckedFinding
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, Version
from moderation.drafts.process import Asked
from moderation.drafts.steps import step
from moderation.drafts.transitions import take_out_of_the_queue
from moderation.drafts.workflow import EDITABLE, State, Verb
from policy.facts import Device
from policy.queries import NoPolicy
from policy.ready_messages import still_open
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit


class NothingToSay(Refusal):
    """A post needs words."""


class PhotosNotReady(Refusal):
    """A picture is still being prepared, or could not be used."""


class PhotosUndeclared(Refusal):
    """The author has not said who is in a picture."""


class FacesNotLookedFor(Refusal):
    """Nobody has looked for faces in a picture yet, neither the software nor a person."""


class Unfilled(Refusal):
    """A notice still has places to fill in."""


class TwoTimes(Refusal):
    """A time and the next free slot were both wished for, or a slot for what waits for none."""


class Blocked(Refusal):
    """The policy stands in the way; ``findings`` say where and why."""

    def __init__(self, findings: tuple[CheckedFinding, ...]) -> None:
        self.findings = findings
        places = len(findings)
        super().__init__(
            ngettext(
                "The policy needs a change, or a reason, in one place before this can go on.",
                "The policy needs a change, or a reason, in {places} places before this can go on.",
                places,
            ).format(places=places)
        )


class InThread(Refusal):
    """Another post of the thread stands in the way; ``problem`` is what it was refused for."""

    def __init__(self, post: Post, problem: str) -> None:
        self.post = post
        super().__init__(
            gettext("Post {place} of the thread: {problem}").format(
                place=post.place, problem=problem
            )
        )


def submit(
    *,
    post: Post,
    by: Person,
    now: datetime,
    wall_time: str = "",
    wishes_slot: bool = False,
    device: Device | None = None,
) -> Post:
    """Send the draft to SLT, with the London time it is wished for if any, or the wish for
    whichever weekly slot is free when it is approved; a thread as a whole.

    Raises ``NothingToSay``, ``Unfilled``, ``PhotosNotReady``, ``PhotosUndeclared``, ``Blocked``,
    ``FacesNotLookedFor``, ``TwoTimes``, ``drafts.MayNotDraft``, ``InThread``, or what
    ``wall_clock.to_utc``
    refuses. What the policy stopped is counted, rule by rule; what is for the DSL alone stops
    nothing here, and the DSL is told of it.
    """
    if wishes_slot:
        _slot_can_be_wished(post, wall_time)
    at = wall_clock.to_utc(wall_time, now=now) if wall_time else None
    asked = Asked(now, by=by, device=device, at=at)
    wishes = {
        "wall_time": wall_clock.as_entered(wall_time) if wall_time else "",
        "wishes_slot": wishes_slot,
    }
    try:
        with transaction.atomic():
            return _submit_whole(drafts.writable(post, by, now), by, wishes, asked)
    except Blocked as stopped:
        _record_stopped(post, stopped, by, now)
        raise
    except InThread as stopped:
        if isinstance(stopped.__cause__, Blocked):
            _record_stopped(stopped.post, stopped.__cause__, by, now)
        raise


def _record_stopped(post: Post, stopped: Blocked, by: Person, now: datetime) -> None:
    rules = sorted({checked.finding.rule for checked in stopped.findings})
    audit.record(
        school_id=post.school_id,
        by=by.pk,
        verb="post.stopped",
        subject=post,
        details={"rules": rules},
        at=now,
    )


def _submit_whole(post: Post, by: Person, wishes: Mapping[str, object], asked: Asked) -> Post:
    """The post, and what is still to be sent of its thread; who reviews is told once."""
    if post.thread_id is None:
        _submit(post, by, wishes, asked)
        _tell_reviewers(post, asked.now)
        return post
    posts = _unsent(post)
    for one in posts:
        try:
            _submit(one, by, wishes, asked)
        except Refusal as refusal:
            if one.pk == post.pk:
                raise
            raise InThread(one, str(refusal)) from refusal
    _tell_reviewers(posts[0], asked.now)
    return next(one for one in posts if one.pk == post.pk)


def _unsent(post: Post) -> list[Post]:
    """The drafts of its thread in order. Raises ``InThread`` where one before them is neither a
    draft nor on X: what follows it could never go out.
    """
    posts = threads.held(post)
    for one in posts:
        if one.state not in EDITABLE and one.state != State.POSTED:
            raise InThread(
                one,
                gettext(
                    "it is “{state}”, and what comes after it replies to it. See to it "
                    "first, or take the others out of the thread."
                ).format(state=State(one.state).label),
            )
    return [one for one in posts if one.state in EDITABLE]


def _slot_can_be_wished(post: Post, wall_time: str) -> None:
    if wall_time:
        raise TwoTimes(
            gettext("You entered a time and ticked the next free slot. Choose one of the two.")
        )
    if post.kind == Post.Kind.EMERGENCY:
        raise TwoTimes(gettext("An emergency notice goes out at once. It waits for no slot."))


def _submit(post: Post, by: Person, wishes: Mapping[str, object], asked: Asked) -> None:
    _complete(post)
    checked = checked_anew(post, asked)
    standing = tuple(one for one in checked.findings if one.stops_submission)
    if standing:
        raise Blocked(standing)
    now = asked.now
    version = _write_version(post, by, checked, now)
    flags.raise_for(post=post, quiet=checked.quiet, now=now)
    step(
        post,
        Verb.SUBMIT,
        by=by,
        now=now,
        details={"version": version.number},
        submitted_at=now,
        **waiting.clock(post, now),
        **wishes,
    )


def withdraw(*, post: Post, by: Person, now: datetime) -> Post:
    """Take a submitted draft back before anybody has decided; a thread as a whole."""
    with transaction.atomic():
        post = drafts.own(post, by)
        for one in threads.submitted_with(post):
            step(one, Verb.WITHDRAW, by=by, now=now)
        post.refresh_from_db(fields=["state"])
    return post


def recall(*, post: Post, by: Person, now: datetime) -> Post:
    """Open an approved, failed or expired post for editing; its approval is gone with that, and so
    is that of the others of its thread that have not gone out.
    """
    with transaction.atomic():
        post = drafts.own(post, by)
        take_out_of_the_queue(post, Verb.RECALL, by=by, now=now)
    return post


def _complete(post: Post) -> None:
    if not post.text.strip():
        raise NothingToSay(gettext("Write a few words first: a post needs a text."))
    left_open = unfilled(post)
    if left_open:
        raise Unfilled(
            gettext("Fill in what stands in brackets first: {places}.").format(
                places=", ".join(left_open)
            )
        )
    placed = list(post.post_photos.select_related("photo"))
    if any(row.photo.state != Photo.State.READY for row in placed):
        raise PhotosNotReady(
            gettext(
                "A photo is still being prepared or could not be used. Wait a moment, or remove it."
            )
        )
    if any(row.shows_pupils is None for row in placed):
        raise PhotosUndeclared(gettext("Say for each photo whether pupils are in it."))
    _looked_at([row.photo for row in placed])


def _looked_at(photos: list[Photo]) -> None:
    """Faces that nobody looked for never pass in silence."""
    accounts = accounts_of(photos) if photos else {}
    unknown = [account for account in accounts.values() if not account.is_known]
    if any(account.has_failed for account in unknown):
        raise FacesNotLookedFor(
            gettext(
                "Faces could not be looked for in a photo. Count them by eye: mark each "
                "one, or sign that no child in it can be recognised."
            )
        )
    if unknown:
        raise FacesNotLookedFor(
            gettext("A photo is still being searched for faces. Wait a moment.")
        )


def unfilled(post: Post) -> tuple[str, ...]:
    """What a notice's template left open and nobody has filled in, in its [brackets]."""
    return still_open(post.text) if post.kind == Post.Kind.EMERGENCY else ()


def checked_anew(post: Post, asked: Asked) -> Checked:
    """The post against the policy in force. Raises ``Refusal`` where there is none."""
    try:
        return checks.check(post, asked)
    except NoPolicy as missing:
        raise Refusal(str(missing)) from None


def _write_version(post: Post, by: Person, checked: Checked, now: datetime) -> Version:
    placed = post.post_photos.select_related("photo").order_by("position")
    return Version.objects.create(
        school_id=post.school_id,
        post=post,
        number=post.versions.count() + 1,
        kind=post.kind,
        text=post.text,
        pictures=[{"photo": row.photo_id, **seal.picture_of(row)._asdict()} for row in placed],
        findings=[
            {
                "rule": found.finding.rule,
                "severity": found.finding.severity,
                "clause": found.finding.clause_number,
                "where": found.finding.where,
                "key": found.finding.key,
            }
            for found in checked.findings
        ],
        policy_version=checked.version.number,
        approvals_needed=approvers.needed(checked),
        submitted_by=by,
        submitted_at=now,
    )


def _tell_reviewers(post: Post, now: datetime) -> None:
    reviewers = Membership.objects.able_to(Permission.REVIEW_POSTS).exclude(person=post.author)
    path = reverse("drafts:review", args=[post.school.slug, post.pk])
    kind = "emergency-waiting" if post.kind == Post.Kind.EMERGENCY else "draft-waiting"
    for address in reviewers.values_list("person__email", flat=True):
        letters.queue(school=post.school, to=address, kind=kind, path=path, now=now)
