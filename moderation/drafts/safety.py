"""When online-safety messages are due by a school's plan, and whether a half-term has one.

A half-term is what the school entered as a term. Days are London days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext

from moderation.drafts.models import Post, SafetyPlan
from moderation.drafts.models.posts import PLANNED, PostQuerySet
from moderation.drafts.school_time import SchoolDays
from moderation.drafts.workflow import LIVE, State
from schoolsocial.accounts.models import Term

IN_GOOD_TIME = timedelta(days=14)  # how long before its day a message is drafted
SETTLED_AFTER = timedelta(days=14)  # of a half-term: by then something should be planned
_WEEK = timedelta(days=7)

_IN_HAND = [State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED]


@dataclass(frozen=True, slots=True)
class Due:
    """A day by the plan; ``skipped`` says why no message is drafted for it."""

    day: date
    skipped: str = ""


def dues(plan: SafetyPlan, terms: Sequence[Term], first: date, last: date) -> tuple[Due, ...]:
    """The days between the two, both included, on which the plan has a message due."""
    weekly = plan.rhythm == SafetyPlan.Rhythm.WEEKS
    found = _by_weeks(plan, terms, last) if weekly else _by_half_term(plan, terms)
    return tuple(due for due in found if first <= due.day <= last)


def in_term(first: date, last: date) -> PostQuerySet:
    """The online-safety messages of the school in scope that stand, or are meant to, in that span.

    A draft counts by the day it is wished for.
    """
    wished = Q(wall_time__gte=f"{first}", wall_time__lt=f"{last + timedelta(days=1)}")
    out = Q(state__in=LIVE, posted_at__date__gte=first, posted_at__date__lte=last)
    coming = Q(state__in=PLANNED, scheduled_for__date__gte=first, scheduled_for__date__lte=last)
    meant = Q(state__in=_IN_HAND) & wished
    return Post.objects.filter(out | coming | meant, kind=Post.Kind.ONLINE_SAFETY)


def term_of(terms: Sequence[Term], day: date) -> Term | None:
    """The half-term that the day is in."""
    return next((term for term in terms if term.starts_on <= day <= term.ends_on), None)


def _by_weeks(plan: SafetyPlan, terms: Sequence[Term], last: date) -> Iterator[Due]:
    """Counted through the holidays, in which none is due."""
    days = SchoolDays([(term.starts_on, term.ends_on) for term in terms])
    day = _on_weekday(plan.begins_on, plan.weekday)
    while day <= last:
        yield Due(day, "" if days.in_term(day) else gettext("Holidays"))
        day += _WEEK * (plan.weeks or 1)


def _by_half_term(plan: SafetyPlan, terms: Sequence[Term]) -> Iterator[Due]:
    """The second such weekday of each, so that whoever is asked has a week; else the first."""
    for term in terms:
        begins = max(term.starts_on, plan.begins_on)
        day = _on_weekday(begins, plan.weekday)
        if begins == term.starts_on and day + _WEEK <= term.ends_on:
            day += _WEEK
        if day <= term.ends_on:
            yield Due(day)


def _on_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)
