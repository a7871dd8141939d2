"""Making the change that a finding offers, by one tap."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts import checks
from moderation.drafts.actions import drafts, photos
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, PostPhoto
from moderation.drafts.process import drafting
from moderation.drafts.said import Said
from policy.facts import TEXT, Device
from policy.findings import Finding
from policy.queries import NoPolicy
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class NothingToFix(Refusal):
    """The words changed, and what was to be put right is gone."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The words have changed since, so there is nothing to put right there.")
        )


def apply(
    *,
    post: Post,
    by: Person,
    key: str,
    index: int,
    now: datetime,
    device: Device | None = None,
) -> str:
    """Make the change numbered ``index`` of the finding with that key to what is saved.

    ``post`` is as the window knows it. Gives the place that changed, "text" or "alt:N".
    Raises ``NothingToFix``, ``drafts.ChangedElsewhere`` and what saving refuses.
    """
    with transaction.atomic():
        known, post = post.revision, drafts.writable(post, by, now)
        if known != post.revision:
            raise drafts.ChangedElsewhere(post.text)
        finding = _finding(post, key, device)
        if finding.where == TEXT:
            words = _fixed(finding, index, post.text)
            drafts.save(post=post, by=by, text=words, revision=known, now=now)
        else:
            row = _described(post, finding)
            said = replace(Said.of(row), alt_text=_fixed(finding, index, row.alt_text))
            photos.describe(post_photo=row, by=by, said=said, now=now)
        audit.record(
            school_id=post.school_id,
            by=by.pk,
            verb="post.fixed",
            subject=post,
            details={"rule": finding.rule, "fix": index},
            at=now,
        )
    return finding.where


def _finding(post: Post, key: str, device: Device | None) -> Finding:
    """The finding as it is found anew in what is saved."""
    try:
        found = checks.findings_of(post, drafting(post, device=device))
    except NoPolicy as missing:
        raise Refusal(str(missing)) from None
    for checked in found:
        if checked.finding.key == key:
            return checked.finding
    raise NothingToFix


def _described(post: Post, finding: Finding) -> PostPhoto:
    kind, _, position = finding.where.partition(":")
    row = post.post_photos.filter(position=int(position)).first() if kind == "alt" else None
    if row is None:
        raise NothingToFix
    return row


def _fixed(finding: Finding, index: int, written: str) -> str:
    if not 0 <= index < len(finding.fixes):
        raise NothingToFix
    try:
        return finding.fixes[index].applied_to(written)
    except IndexError:
        raise NothingToFix from None
