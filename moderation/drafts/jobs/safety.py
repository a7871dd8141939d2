"""Drafting the online-safety messages that are due, each once; and a word to the leaders where a
half-term would pass without one.

A draft and the note that it was made are one transaction: killed in between there is neither.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from moderation.drafts import beginning, safety
from moderation.drafts.models import PlannedMessage, SafetyMessage, SafetyNudge, SafetyPlan
from moderation.drafts.queries.safety import may_run
from moderation.drafts.safety import Due
from policy.facts import PostKind
from policy.queries import NoPolicy, ruleset_of, version_in_force
from policy.rules import e_safety_reminder
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership, School, Term
from schoolsocial.accounts.roles import Permission
from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope


def prepare(now: datetime) -> None:
    """Draft what is due soon in every school, and tell the leaders where nothing is planned."""
    with scope.platform():
        plans = list(SafetyPlan.objects.going().values_list("school_id", "pk"))
        today = timezone.localdate(now)
        running = Term.objects.filter(starts_on__lte=today, ends_on__gte=today)
        settled = running.filter(starts_on__lte=today - safety.SETTLED_AFTER)
        terms = list(settled.values_list("school_id", "pk"))
    for school_id, pk in plans:
        with scope.school(school_id):
            _draft_all(pk, now)
    for school_id, pk in terms:
        with scope.school(school_id):
            _nudge(pk, now)


def _draft_all(plan_id: int, now: datetime) -> None:
    held = SafetyPlan.objects.going().select_for_update(skip_locked=True, of=("self",))
    plan = held.select_related("school", "account", "run_by").filter(pk=plan_id).first()
    if plan is None or not may_run(plan):
        return
    today = timezone.localdate(now)
    terms = list(Term.objects.filter(school=plan.school).order_by("starts_on"))
    soon = safety.dues(plan, terms, today + timedelta(days=1), today + safety.IN_GOOD_TIME)
    for due in soon:
        if not due.skipped and not _has_one(plan, due, terms):
            _draft(plan, due.day, now)


def _has_one(plan: SafetyPlan, due: Due, terms: Sequence[Term]) -> bool:
    """Whether it was drafted already, or the half-term needs none by this plan."""
    if PlannedMessage.objects.filter(school=plan.school, due_on=due.day).exists():
        return True
    term = safety.term_of(terms, due.day)
    if term is None or plan.rhythm != SafetyPlan.Rhythm.HALF_TERM:
        return False
    return safety.in_term(term.starts_on, term.ends_on).exists()


def _draft(plan: SafetyPlan, day: date, now: datetime) -> None:
    message = SafetyMessage.objects.in_use().longest_unused().first()
    if message is None:
        return
    post = beginning.begin(
        school=plan.school,
        author=plan.run_by,
        account=plan.account,
        kind=PostKind.ONLINE_SAFETY,
        text=message.text,
        by=None,
        now=now,
        wall_time=f"{day}T{plan.at:%H:%M}",
    )
    PlannedMessage.objects.create(
        school=plan.school, plan=plan, message=message, due_on=day, post=post, made_at=now
    )
    path = reverse("drafts:compose", args=[plan.school.slug, post.pk])
    _tell(plan.school, [plan.run_by.email], "online-safety-draft", path, now)


def _nudge(term_id: int, now: datetime) -> None:
    term = Term.objects.select_related("school").get(pk=term_id)
    if safety.in_term(term.starts_on, term.ends_on).exists() or not _wanted(term.school, now):
        return
    nudge, new = SafetyNudge.objects.get_or_create(
        school=term.school, term_began=term.starts_on, defaults={"at": now}
    )
    if not new:
        return
    audit.record(
        school_id=term.school_id, by=None, verb="online_safety.missing", subject=nudge, at=now
    )
    able = Membership.objects.able_to(Permission.PLAN_POSTS)
    addresses = sorted(set(able.values_list("person__email", flat=True)))
    path = reverse("drafts:safety", args=[term.school.slug])
    _tell(term.school, addresses, "online-safety-missing", path, now)


def _wanted(school: School, now: datetime) -> bool:
    """By a plan of the school's own, or by its policy."""
    if SafetyPlan.objects.going().filter(school=school).exists():
        return True
    try:
        version = version_in_force(school, timezone.localdate(now))
    except NoPolicy:
        return False
    return ruleset_of(version).options(e_safety_reminder.ID) is not None


def _tell(school: School, addresses: Sequence[str], kind: str, path: str, now: datetime) -> None:
    for address in addresses:
        letters.queue(school=school, to=address, kind=kind, path=path, now=now)
