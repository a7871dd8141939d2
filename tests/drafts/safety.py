"""The online-safety library and its plan, set in one line each."""

from datetime import date, datetime, time

from moderation.drafts.actions import safety as actions
from moderation.drafts.actions.safety import Rhythm
from moderation.drafts.models import PlannedMessage, Post, SafetyPlan
from moderation.drafts.wall_clock import LONDON
from schoolsocial.accounts.models import Person, School, Term
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)  # a Friday
TUESDAY = 1
TERMS = (
    ("Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    ("Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
)


def make_terms(school: School) -> None:
    with scope.school(school.pk):
        for name, first, last in TERMS:
            Term.objects.create(school=school, name=name, starts_on=first, ends_on=last)


def stock(school: School, by: Person) -> int:
    with scope.school(school.pk):
        return actions.stock(school=school, by=by, now=NOW)


def make_plan(
    school: School,
    account: Account,
    run_by: Person,
    by: Person,
    *,
    weeks: int | None = 2,
    begins_on: date = date(2026, 11, 27),
) -> SafetyPlan:
    rhythm = Rhythm(weeks=weeks, weekday=TUESDAY, at=time(15, 30), begins_on=begins_on)
    with scope.school(school.pk):
        return actions.plan(
            school=school, account=account, run_by=run_by, rhythm=rhythm, by=by, now=NOW
        )


def planned(school: School) -> list[PlannedMessage]:
    with scope.school(school.pk):
        rows = PlannedMessage.objects.select_related("post", "message").order_by("due_on")
        return list(rows)


def drafts_of(school: School) -> list[Post]:
    with scope.school(school.pk):
        return list(Post.objects.filter(kind=Post.Kind.ONLINE_SAFETY).order_by("id"))
