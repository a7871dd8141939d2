"""Telling the safeguarding lead quietly, and what the lead makes of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from moderation.drafts.errors import Refusal
from moderation.drafts.models import Flag, FlagOutcome, Post
from moderation.drafts.transitions import lock
from policy.findings import Finding
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit


class OwnPost(Refusal):
    """What one wrote oneself is for another lead to judge."""


class NoteMissing(Refusal):
    """Anything but "nothing in it" is explained."""


def raise_for(*, post: Post, quiet: Iterable[Finding], now: datetime) -> list[Flag]:
    """Keep what no lead was told of yet, without its words, and write to every lead once.

    The event names the flag and not the post, whose history its author may read.
    """
    findings = {finding.key: finding for finding in quiet}
    known = set(post.flags.filter(key__in=findings).values_list("key", flat=True))
    raised = [_raise(post, findings[key], now) for key in findings if key not in known]
    if raised:
        _tell_leads(post, now)
    return raised


def judge(*, flag: Flag, by: Person, outcome: str, note: str, now: datetime) -> FlagOutcome:
    """Record what a lead makes of it; a second look is a second row. Raises ``OwnPost``,
    ``NoteMissing``.
    """
    with transaction.atomic():
        post = lock(flag.post)  # so that nobody approves it at this very moment
        if post.author_id == by.pk:
            raise OwnPost(
                gettext("You wrote this post, so another safeguarding lead must look at it.")
            )
        if outcome != FlagOutcome.Outcome.NOTHING and not note.strip():
            raise NoteMissing(gettext("Please note in a few words what you did."))
        judged = FlagOutcome.objects.create(
            school_id=flag.school_id,
            flag=flag,
            outcome=outcome,
            note=note.strip()[:1000],
            by=by,
            at=now,
        )
        audit.record(
            school_id=flag.school_id,
            by=by.pk,
            verb="flag.looked_at",
            subject=flag,
            details={"outcome": outcome},
            at=now,
        )
    return judged


def _raise(post: Post, finding: Finding, now: datetime) -> Flag:
    flag = Flag.objects.create(
        school_id=post.school_id, post=post, rule=finding.rule, key=finding.key, at=now
    )
    audit.record(
        school_id=post.school_id,
        by=None,
        verb="flag.raised",
        subject=flag,
        details={"rule": finding.rule},
        at=now,
    )
    return flag


def _tell_leads(post: Post, now: datetime) -> None:
    leads = Membership.objects.able_to(Permission.SEE_FLAGS).exclude(person=post.author_id)
    path = reverse("drafts:flags", args=[post.school.slug])
    for address in leads.values_list("person__email", flat=True):
        letters.queue(school=post.school, to=address, kind="flag-raised", path=path, now=now)
