"""What became of drafts and posts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from consent.academic_year import LONDON, day_of
from moderation.catalogue.models import Case
from moderation.drafts.models import Decision, Dismissal, Post, PostPhoto
from moderation.drafts.queries.figures import Taken, to_take_down
from moderation.drafts.workflow import ON_X
from policy.presenters.rules_help import GROUPS
from schoolsocial.accounts.models import School
from schoolsocial.audit.models import Event
from schoolsocial.governance.indicators import approvals, overrides, proofs, stopped, takedowns
from schoolsocial.governance.queries.counted.counted import Facts, Happened
from schoolsocial.words import Words

_OTHER: Words = _("Other rules")
_FAMILY = {rule: family for family, rules in GROUPS.items() for rule in rules}
_BEGINNING = datetime(2006, 1, 1, tzinfo=LONDON)  # X is no older


def published(school: School) -> Facts:
    """Posts on record that went out, and whether they were approved and proven."""
    approved = Decision.objects.filter(
        post=OuterRef("pk"), verdict=Decision.Verdict.APPROVE, seal=OuterRef("seal")
    ).exclude(by=F("author"))
    pupils = PostPhoto.objects.filter(post=OuterRef("pk"), shows_pupils=True)
    posts = Post.objects.filter(
        school=school, state__in=ON_X, posted_at__isnull=False, adopted_at=None
    )
    rows = posts.annotate(
        day=TruncDate("posted_at", tzinfo=LONDON),
        approved=Exists(approved),
        pupils=Exists(pupils),
    ).values_list("day", "approved", "pupils")
    for day, is_approved, shows, number in rows.annotate(n=Count("pk")).order_by():
        approval = approvals.OTHER if is_approved else approvals.NOBODY
        yield Happened(day, approvals.MEASURE, approval, number)
        if shows:
            proof = proofs.PROVEN if is_approved else proofs.UNPROVEN
            yield Happened(day, proofs.MEASURE, proof, number)


def outside(school: School) -> Facts:
    """Posts that went past the process: approved by nobody here, and proven by nobody."""
    cases = Case.objects.filter(school=school, kind=Case.Kind.OUTSIDE)
    cases = cases.exclude(answer=Case.Answer.OURS)
    rows = cases.annotate(day=TruncDate("tweet__posted_at", tzinfo=LONDON)).values_list("day")
    for day, number in rows.annotate(n=Count("pk")).order_by():
        yield Happened(day, approvals.MEASURE, approvals.NOBODY, number)
        yield Happened(day, proofs.MEASURE, proofs.UNPROVEN, number)


def stops(school: School) -> Facts:
    """Drafts that the policy stopped on their way to a reviewer, and those reviewers sent back."""
    events = Event.objects.filter(school_id=school.pk, verb="post.stopped")
    found = set(_stops(events.values_list("at", "object_id", "payload").iterator()))
    for (day, family), number in Counter((day, family) for day, _where, family in found).items():
        yield Happened(day, stopped.MEASURE, family, number)
    sent_back = Decision.objects.filter(school=school).exclude(verdict=Decision.Verdict.APPROVE)
    rows = sent_back.annotate(day=TruncDate("at", tzinfo=LONDON)).values_list("day")
    for day, number in rows.annotate(n=Count("pk")).order_by():
        yield Happened(day, stopped.MEASURE, str(stopped.PERSON), number)


def _stops(
    events: Iterator[tuple[datetime, int | None, dict[str, list[str]]]],
) -> Iterator[tuple[date, int | None, str]]:
    for at, post, payload in events:
        for rule in payload.get("rules", []):
            yield day_of(at), post, _family(rule)


def _family(rule: str) -> str:
    return str(_FAMILY.get(rule, _OTHER))


def set_aside(school: School) -> Facts:
    """Findings set aside, by family of rules and by whose right."""
    rows = Dismissal.objects.filter(school=school).annotate(day=TruncDate("at", tzinfo=LONDON))
    counted = rows.values_list("day", "rule", "standing").annotate(n=Count("pk")).order_by()
    told = Counter[tuple[date, str]]()
    for day, rule, standing, number in counted:
        who = Dismissal.Standing(standing).label.lower()
        told[day, f"{_family(rule)}, by the {who}"] += number
    return [Happened(day, overrides.MEASURE, cell, n) for (day, cell), n in told.items()]


def taken_down(school: School, now: datetime) -> Facts:
    """Posts that had to come down, by the day on which the reason came up."""
    found = to_take_down(school, _BEGINNING, now)
    for (day, cell), number in Counter(
        (day_of(one.opened_at), takedowns.LATE if _is_late(one, now) else takedowns.IN_TIME)
        for one in found
    ).items():
        yield Happened(day, takedowns.MEASURE, cell, number)
    for (day, minutes), number in Counter(
        (day_of(one.opened_at), _minutes(one.opened_at, one.done_at))
        for one in found
        if one.done_at
    ).items():
        yield Happened(day, takedowns.TOOK, str(minutes), number)


def _is_late(one: Taken, now: datetime) -> bool:
    return (one.done_at or now) > one.due_at


def _minutes(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds() // 60)
