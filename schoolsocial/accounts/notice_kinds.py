"""What people are told of: each kind's one plain reason, what it belongs to, and how fast it goes.

The reason stands in the inbox and in a digest; it speaks of no pupil and quotes no post. A kind
names its mail under ``templates/mail/``, too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.roles import GRANTS, Role
from schoolsocial.accounts.roles import Permission as May
from schoolsocial.words import Words


class Topic(TextChoices):
    """What somebody chooses a rhythm for."""

    SAFEGUARDING = "safeguarding", _("Keeping children safe")
    DRAFTS = "drafts", _("My own drafts")
    REVIEW = "review", _("Drafts to review")
    POSTS = "posts", _("Posts on their way out")
    X = "x", _("Accounts on X and their cost")
    FOLLOWERS = "followers", _("Followers, blocks and whom the school follows")
    POLICY = "policy", _("The policy")
    PLANNING = "planning", _("Reminders to write, and the library")
    SCHOOL = "school", _("The school’s settings")


class Rhythm(TextChoices):
    """How fast a mail goes."""

    NOW = "now", _("At once")
    DAILY = "daily", _("Once a school day, at 8:00")
    WEEKLY = "weekly", _("Once a week, on Monday at 8:00")


CONCERNS: dict[Topic, frozenset[May]] = {
    Topic.DRAFTS: frozenset({May.DRAFT_POSTS}),
    Topic.REVIEW: frozenset({May.REVIEW_POSTS}),
    Topic.POSTS: frozenset({May.DRAFT_POSTS, May.RESOLVE_HELD_POSTS}),
    Topic.X: frozenset({May.SEE_ACCOUNTS}),
    Topic.FOLLOWERS: frozenset({May.BLOCK_ON_X, May.DECIDE_FOLLOWERS, May.DECIDE_FOLLOWING}),
    Topic.POLICY: frozenset({May.CONFIRM_RATIFICATION, May.EDIT_POLICY}),
    Topic.PLANNING: frozenset({May.DRAFT_POSTS, May.PLAN_POSTS}),
    Topic.SCHOOL: frozenset({May.MANAGE_API}),
}
"""Whom a topic concerns: anybody with one of these. Safeguarding is not theirs to choose."""

_D, _W = Rhythm.DAILY, Rhythm.WEEKLY
DEFAULTS: dict[Role, dict[Topic, Rhythm]] = {
    Role.TEACHER: {Topic.FOLLOWERS: _D, Topic.PLANNING: _D},
    Role.SLT: {Topic.FOLLOWERS: _D, Topic.PLANNING: _D},
    Role.DSL: {},
    Role.OFFICE: {},
    Role.GOVERNOR: {Topic.POLICY: _D},
    Role.ADMIN: {Topic.POLICY: _D, Topic.SCHOOL: _D, Topic.FOLLOWERS: _W},
}
"""What a role starts with where it is not at once."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``urgent``: it goes at once at any hour, whatever anybody chose. ``late``: at once in the
    person's own hours, as it has waited long enough.
    """

    topic: Topic
    reason: Words
    urgent: bool = False
    late: bool = False


def _safe(reason: Words) -> Kind:
    return Kind(Topic.SAFEGUARDING, reason, urgent=True)


KINDS: dict[str, Kind] = {
    "contact-noticed": _safe(_("There is a notice for the safeguarding lead")),
    "contact-block-now": _safe(_("Something is to be done on your account on X today")),
    "contact-late": _safe(_("A notice is past its time")),
    "incident-reported": _safe(_("An incident was reported")),
    "incident-given": _safe(_("An incident is yours to look after")),
    "incident-due": _safe(_("Time is running out for an incident")),
    "flag-raised": _safe(_("Something waits for the safeguarding lead")),
    "consent-changed": _safe(_("A post came back: its pictures have to be chosen anew")),
    "takedown-due": _safe(_("A post has to come down")),
    "takedown-over": _safe(_("A post may stay after all")),
    "post-still-there": _safe(_("A deleted post still shows on X")),
    "post-changed": _safe(_("A post on X is not as it was approved")),
    "posted-outside": _safe(_("A post was not made through School Social")),
    "seal-broken": _safe(_("An approved post came back: it is not what was approved")),
    "emergency-waiting": Kind(Topic.REVIEW, _("An emergency notice waits for you"), urgent=True),
    "posting-stopped": Kind(Topic.POSTS, _("Posting is stopped"), urgent=True),
    "posting-goes-on": Kind(Topic.POSTS, _("Posting goes on"), urgent=True),
    "second-factor-gone": Kind(Topic.SCHOOL, _("Your second factor was taken away"), urgent=True),
    "cover-named": Kind(Topic.REVIEW, _("You are asked to review posts"), urgent=True),
    "draft-approved": Kind(Topic.DRAFTS, _("Your draft was approved")),
    "draft-returned": Kind(Topic.DRAFTS, _("Your draft came back to you")),
    "draft-rejected": Kind(Topic.DRAFTS, _("Your draft was not approved")),
    "draft-waiting": Kind(Topic.REVIEW, _("A draft waits for your review")),
    "draft-overdue": Kind(Topic.REVIEW, _("A draft has waited longer than planned"), late=True),
    "draft-escalated": Kind(Topic.REVIEW, _("A draft needs a leader’s decision"), late=True),
    "post-needs-you": Kind(Topic.POSTS, _("A post needs a decision"), late=True),
    "post-missing": Kind(Topic.POSTS, _("A post is no longer on X")),
    "posted-with-a-change": Kind(
        Topic.POSTS, _("A post is not quite what was approved"), late=True
    ),
    "thread-broken": Kind(Topic.POSTS, _("The rest of a thread came back"), late=True),
    "to-post-by-hand": Kind(Topic.POSTS, _("A post is to be posted by hand"), late=True),
    "no-word-from-hand": Kind(Topic.POSTS, _("Did you post it? Nobody knows yet"), late=True),
    "trip-return": Kind(Topic.POSTS, _("Is everybody back from the trip?"), late=True),
    "account-drifted": Kind(Topic.X, _("A profile on X no longer looks as it should")),
    "account-may-lapse": Kind(Topic.X, _("A connection to X may lapse soon")),
    "account-needs-you": Kind(Topic.X, _("An account on X needs you: posts wait"), late=True),
    "account-out-of-credit": Kind(
        Topic.X, _("The credit with X is used up: posts wait"), late=True
    ),
    "account-to-reconnect": Kind(
        Topic.X, _("An account on X has to be connected again"), late=True
    ),
    "budget-nearly-reached": Kind(Topic.X, _("The budget for X is nearly reached")),
    "budget-reached": Kind(Topic.X, _("The budget for X is reached"), late=True),
    "mentions-new": Kind(Topic.X, _("Somebody wrote to the school on X"), late=True),
    "block-to-do": Kind(Topic.FOLLOWERS, _("An account is to be blocked on X")),
    "block-open-again": Kind(Topic.FOLLOWERS, _("A block on X has to be done again"), late=True),
    "block-late": Kind(Topic.FOLLOWERS, _("Something is still to be done on X"), late=True),
    "followers-to-check": Kind(Topic.FOLLOWERS, _("Followers are due to be checked")),
    "following-to-decide": Kind(Topic.FOLLOWERS, _("Whom the school follows is to be decided")),
    "declaration-due": Kind(
        Topic.FOLLOWERS, _("Your account on X is to be declared for this year")
    ),
    "policy-proposed": Kind(Topic.POLICY, _("A policy is before the governors")),
    "policy-recorded": Kind(Topic.POLICY, _("A ratification waits to be confirmed")),
    "policy-ratified": Kind(Topic.POLICY, _("The policy is ratified")),
    "policy-disputed": Kind(Topic.POLICY, _("A governor objects to a record")),
    "policy-review-due": Kind(Topic.POLICY, _("The policy is due for review")),
    "governors-report": Kind(Topic.POLICY, _("A report for governors is ready")),
    "library-ending": Kind(Topic.PLANNING, _("Pictures in the library end soon")),
    "online-safety-draft": Kind(Topic.PLANNING, _("An online-safety message is ready to read")),
    "online-safety-missing": Kind(
        Topic.PLANNING, _("There is no online-safety message yet this half-term")
    ),
    "weekly-reminder": Kind(Topic.PLANNING, _("It is time to write a post"), late=True),
    "webhook-off": Kind(Topic.SCHOOL, _("Your website is no longer told of posts")),
}

LETTERS_ONLY = frozenset({"invitation", "digest", "sending-silent"})
"""Mails that no notice goes with: to somebody who is not of the school yet, the digest itself, and
the one that pages send while nothing else does.
"""


def rhythm_of(kind: Kind, roles: Iterable[str], chosen: Mapping[str, str]) -> Rhythm:
    """How fast a notice of that kind is mailed to somebody: as they chose, else the quickest that
    one of their roles starts with.
    """
    if kind.urgent or kind.late:
        return Rhythm.NOW
    if kind.topic in chosen:
        return Rhythm(chosen[kind.topic])
    return default_of(kind.topic, roles)


def default_of(topic: Topic, roles: Iterable[str]) -> Rhythm:
    """The quickest that one of the roles starts with."""
    order = list(Rhythm)
    concerned = [Role(role) for role in roles if _concerns(topic, role)]
    started = [DEFAULTS[role].get(topic, Rhythm.NOW) for role in concerned]
    return min(started, key=order.index, default=Rhythm.NOW)


def _concerns(topic: Topic, role: str) -> bool:
    return not CONCERNS.get(topic, frozenset()).isdisjoint(GRANTS[Role(role)])
