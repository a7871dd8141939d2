"""What is on record of a period, for those who have to show it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from moderation.catalogue.models import Case, Removal
from moderation.drafts.models import Decision, Post, PostPhoto
from moderation.drafts.queries import pages
from moderation.drafts.queries.pages import Page
from moderation.drafts.workflow import ON_X
from moderation.followers.models import Check, Sweep
from policy.models import Agreement, PolicyVersion, Training
from schoolsocial.accounts.models import School
from schoolsocial.audit.models import Event
from schoolsocial.governance.models import EvidencePack, Visit
from schoolsocial.x.models import Account

_BY_NAME = ("person__name", "person_id")


def packs(school: School) -> QuerySet[EvidencePack]:
    """Every pack of the school, without its bytes."""
    rows = EvidencePack.objects.filter(school=school).defer("content")
    return rows.select_related("made_by")


def listed(school: School, cursor: str) -> Page[EvidencePack]:
    """A page of them, the latest first."""
    return pages.page(packs(school), by="as_of", cursor=cursor, newest_first=True)


def made_since(school: School, since: datetime) -> int:
    """How many were made since then."""
    return EvidencePack.objects.filter(school=school, as_of__gte=since).count()


def last_event(school: School) -> int:
    """The number of the last event in the school's audit chain; 0 where there is none."""
    rows = Event.objects.filter(school_id=school.pk).order_by("-sequence")
    return rows.values_list("sequence", flat=True).first() or 0


def ratified_by(school: School, day: date) -> list[PolicyVersion]:
    """Versions in force on that day or earlier, in the order in which they came."""
    rows = PolicyVersion.objects.filter(school=school).ratified()
    rows = rows.filter(in_force_from__lte=day).prefetch_related("steps__by", "clauses__rules")
    return list(rows.order_by("in_force_from", "number"))


def agreements(versions: Iterable[PolicyVersion], until: datetime) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(version__in=versions, at__lt=until)
    return rows.select_related("version", "person").order_by("version__number", *_BY_NAME)


def training(school: School, first: date, last: date, until: datetime) -> QuerySet[Training]:
    """Courses that count on a day of these, as they were recorded by then."""
    rows = Training.objects.filter(
        school=school, taken_on__lte=last, counts_until__gte=first, recorded_at__lt=until
    )
    return rows.select_related("person", "recorded_by").order_by(*_BY_NAME, "recorded_at", "pk")


def published(school: School, since: datetime, until: datetime) -> QuerySet[Post]:
    """Posts that went out in that time by way of School Social, with the approvals whose seal they
    bear and what was proven for them.
    """
    rows = Post.objects.filter(
        school=school,
        state__in=ON_X,
        adopted_at=None,
        posted_at__gte=since,
        posted_at__lt=until,
    )
    pupils = PostPhoto.objects.filter(post=OuterRef("pk"), shows_pupils=True)
    sealed = Decision.objects.filter(verdict=Decision.Verdict.APPROVE, seal=F("post__seal"))
    sealed = sealed.select_related("by", "version").prefetch_related("proofs").order_by("at", "pk")
    return (
        rows.select_related("author", "account")
        .annotate(shows_pupils=Exists(pupils))
        .prefetch_related(Prefetch("decisions", queryset=sealed, to_attr="approvals"))
        .order_by("posted_at", "pk")
    )


def outside(school: School, since: datetime, until: datetime) -> QuerySet[Case]:
    """Posts of that time that went out past School Social."""
    rows = Case.objects.filter(
        school=school,
        kind=Case.Kind.OUTSIDE,
        tweet__posted_at__gte=since,
        tweet__posted_at__lt=until,
    ).exclude(answer=Case.Answer.OURS)
    return rows.select_related("tweet__account", "answered_by").order_by("tweet__posted_at", "pk")


def removals(school: School, since: datetime, until: datetime) -> QuerySet[Removal]:
    """Proofs of posts whose deletion was asked for in that time."""
    rows = Removal.objects.filter(school=school, asked_at__gte=since, asked_at__lt=until)
    return rows.select_related("asked_by", "tweet__account").order_by("asked_at", "pk")


def checks(school: School, since: datetime, until: datetime) -> QuerySet[Check]:
    rows = Check.objects.filter(school=school, at__gte=since, at__lt=until)
    return rows.select_related("by").order_by("at", "pk")


def sweeps(school: School, since: datetime, until: datetime) -> QuerySet[Sweep]:
    """Readings of the followers of the school's own accounts that came to their end."""
    rows = Sweep.objects.filter(
        school=school, state=Sweep.State.DONE, ended_at__gte=since, ended_at__lt=until
    ).exclude(account__kind=Account.Kind.STAFF)
    return rows.select_related("account", "by").order_by("ended_at", "pk")


def visits(school: School, first: date, last: date, until: datetime) -> QuerySet[Visit]:
    """Visits and reviews of these days, and those that still counted on one of them."""
    rows = Visit.objects.filter(
        school=school, held_on__lte=last, next_due_on__gte=first, recorded_at__lt=until
    )
    return rows.select_related("recorded_by").order_by("held_on", "pk")
