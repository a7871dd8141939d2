"""Who does what with a post, and on what terms, as the rules about the making of a post see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone

from moderation.drafts import wall_clock
from moderation.drafts.models import Decision, Post
from moderation.drafts.workflow import ON_X
from policy.facts import Device, Moment, Process
from policy.models import PolicyVersion
from policy.queries.standing import trained_until
from policy.rules import agreed_policy, e_safety_reminder, trained
from schoolsocial.accounts.models import Person, Term


@dataclass(frozen=True, slots=True)
class Asked:
    """Under which circumstances the rules are asked.

    ``by`` is who drafts or approves, None for the software; ``device`` where that person sits,
    None where nobody looked; ``at`` when the post would go out, None for as soon as it may.
    """

    now: datetime
    moment: Moment = Moment.DRAFTING
    by: Person | None = None
    device: Device | None = None
    at: datetime | None = None

    @property
    def day(self) -> date:
        """The London day on which they are asked."""
        return timezone.localdate(self.now)

    @property
    def goes_out_on(self) -> date:
        """The London day on which the post would go out."""
        return timezone.localdate(self.at or self.now)


class _Term(NamedTuple):
    """The term of a day, and the day of the last online-safety post; None: there is none."""

    began: date | None = None
    online_safety_on: date | None = None


def drafting(post: Post, *, device: Device | None = None) -> Asked:
    """The author at their draft, at this moment."""
    now = timezone.now()
    at = wall_clock.still_to_come(post.wall_time, now=now)
    return Asked(now, by=post.author, device=device, at=at)


def process_of(
    post: Post, asked: Asked, version: PolicyVersion, *, rules: Collection[str], agreed: bool
) -> Process:
    """What the rules named by ``rules`` ask about the making of this post; others cost nothing."""
    term = _term(post, asked.day) if e_safety_reminder.ID in rules else _Term()
    return Process(
        moment=asked.moment,
        author=post.author_id,
        approvers=_approvers(post, asked),
        agreed=agreed if agreed_policy.ID in rules else None,
        trained_until=trained_until(post.author) if trained.ID in rules else None,
        device=asked.device,
        review_on=version.review_on,
        term_began=term.began,
        online_safety_on=term.online_safety_on,
    )


def _approvers(post: Post, asked: Asked) -> frozenset[int]:
    """Who approved what stands there now, with the one approving at this moment."""
    if asked.moment is Moment.DRAFTING:
        return frozenset()
    if asked.moment is Moment.SENDING:
        sealed = post.decisions.filter(verdict=Decision.Verdict.APPROVE, seal=post.seal)
        return frozenset(sealed.values_list("by_id", flat=True))
    return frozenset({asked.by.pk} if asked.by else ())


def _term(post: Post, day: date) -> _Term:
    terms = Term.objects.filter(school_id=post.school_id, starts_on__lte=day, ends_on__gte=day)
    began = terms.order_by("starts_on").values_list("starts_on", flat=True).first()
    if began is None:
        return _Term()
    about = Post.objects.filter(
        school_id=post.school_id, kind=Post.Kind.ONLINE_SAFETY, state__in=ON_X
    )
    last = about.aggregate(last=Max("posted_at"))["last"]
    return _Term(began, timezone.localdate(last) if last else None)
