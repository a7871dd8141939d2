"""Setting a finding aside with a reason, and taking that back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts import checks, wall_clock, workflow
from moderation.drafts.actions import drafts
from moderation.drafts.actions.drafts import NotYours
from moderation.drafts.checks import CheckedFinding
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Dismissal, Post
from moderation.drafts.process import Asked
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import State, Verb
from policy.facts import Device, Moment
from policy.findings import Dismisser
from policy.queries import NoPolicy
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit

_WHOM = {
    Dismisser.SLT: _("Only a senior leader who did not write this may set it aside."),
    Dismisser.DSL: _("Only the safeguarding lead may set this aside."),
    Dismisser.NOBODY: _("The policy lets nobody set this aside. Please change the words."),
}


class NoSuchFinding(Refusal):
    """The text changed, and what was to be set aside is gone."""


class NotDismissable(Refusal):
    """The policy does not let this person set it aside, or no reason was given."""


class NotYourDismissal(Refusal):
    """What somebody set aside, nobody else takes back."""


def set_aside(
    *,
    post: Post,
    by: Person,
    key: str,
    reason: str,
    now: datetime,
    device: Device | None = None,
) -> Dismissal:
    """Set a finding aside: the author in their draft, a reviewer in what waits for them.

    Raises ``NoSuchFinding``, ``NotDismissable``, ``NotYours``, ``drafts.MayNotDraft``,
    ``NotPossible``.
    """
    with transaction.atomic():
        post = _open(lock(post), by)
        if post.author_id == by.pk:
            drafts.writable(post, by, now)
        checked = _finding(post, key, _asked(post, by, now, device))
        standing = _standing(post, by, checked.finding.dismisser)
        if not reason.strip():
            raise NotDismissable(gettext("Please give a reason: it is kept with the post."))
        dismissal, _created = Dismissal.objects.update_or_create(
            school_id=post.school_id,
            post=post,
            key=key,
            by=by,
            defaults={
                "rule": checked.finding.rule,
                "standing": standing,
                "reason": reason.strip()[:200],
                "at": now,
            },
        )
        _record(post, by, "post.warning_dismissed", checked.finding.rule, now)
    return dismissal


def take_back(*, post: Post, by: Person, key: str, now: datetime) -> None:
    """Let a finding stand again that this person had set aside. Raises ``NotYourDismissal``."""
    with transaction.atomic():
        post = _open(lock(post), by)
        found = post.dismissals.filter(key=key, by=by).first()
        if found is None:
            raise NotYourDismissal(
                gettext(
                    "You have not set this aside, so there is nothing to take back. "
                    "Whoever did may."
                )
            )
        found.delete()
        _record(post, by, "post.dismissal_taken_back", found.rule, now)


def _open(post: Post, by: Person) -> Post:
    """The post, where this person may set something aside now: as its author, or reviewing it."""
    if post.author_id == by.pk:
        workflow.after(post.state, Verb.EDIT)
        return post
    if _reviewer(post, by) is None:
        raise NotYours(
            gettext("Only the person who wrote a draft, or who reviews it, may do this.")
        )
    if post.state != State.SUBMITTED:
        raise workflow.NotPossible(post.state, Verb.APPROVE)
    return post


def _asked(post: Post, by: Person, now: datetime, device: Device | None) -> Asked:
    moment = Moment.DRAFTING if post.author_id == by.pk else Moment.APPROVING
    at = wall_clock.still_to_come(post.wall_time, now=now)
    if moment is Moment.APPROVING:
        at = at or now
    return Asked(now, moment, by=by, device=device, at=at)


def _finding(post: Post, key: str, asked: Asked) -> CheckedFinding:
    try:
        found = {checked.finding.key: checked for checked in checks.findings_of(post, asked)}
    except NoPolicy as missing:
        raise Refusal(str(missing)) from None
    if key not in found:
        raise NoSuchFinding(
            gettext("The words have changed since, so there is nothing to set aside.")
        )
    return found[key]


def _standing(post: Post, by: Person, wanted: Dismisser) -> Dismissal.Standing:
    """The right by which this person may. Raises ``NotDismissable``."""
    held = _standings(post, by)
    for standing in held:
        if standing in checks.ENOUGH[wanted]:
            return standing
    raise NotDismissable(_WHOM.get(wanted, gettext("You may not set this aside.")))


def _standings(post: Post, by: Person) -> list[Dismissal.Standing]:
    """An author is nothing but the author of their draft, whatever else they are."""
    if post.author_id == by.pk:
        return [Dismissal.Standing.AUTHOR]
    reviewer = _reviewer(post, by)
    return checks.standings(reviewer) if reviewer else []


def _reviewer(post: Post, by: Person) -> Membership | None:
    active = Membership.objects.active().filter(school_id=post.school_id, person=by).first()
    return active if active and Permission.REVIEW_POSTS in active.permissions else None


def _record(post: Post, by: Person, verb: str, rule: str, now: datetime) -> None:
    audit.record(
        school_id=post.school_id,
        by=by.pk,
        verb=verb,
        subject=post,
        details={"rule": rule},
        at=now,
    )
