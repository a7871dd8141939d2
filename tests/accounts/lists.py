"""The lists that can be saved, and a school with a row in each of them."""

from datetime import time, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Disposed
from moderation.catalogue.actions import engagement
from moderation.catalogue.models import Remark
from moderation.contacts.actions import declarations
from moderation.contacts.actions.declarations import Declared
from moderation.drafts.actions import slots
from moderation.drafts.forms.starting import accounts_of
from moderation.drafts.models import Takedown
from moderation.following.models import FollowingReading
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.documents.lists import SavedList
from schoolsocial.governance.models import Visit
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account, Charge
from tests.accounts.samples import SAMPLES, World
from tests.cast import make_person
from tests.consent.families import class_of_today, make_pupil
from tests.drafts.shelf import posted
from tests.following.entries import pasted
from tests.governance.files import table
from tests.posts import make_post, submitted
from tests.routes import Route, our_routes

ROUTES = [route for route in our_routes() if hasattr(route.view, "saved_list")]
FILTERS = {"contacts:everything": "state=all", "consent:roll": "class={pk}"}
_SAMPLED = (
    "catalogue:case", "followers:case", "mentions:mention", "incidents:incident",
    "contacts:contact", "blocks:block", "following:entry", "following:request", "end_cover",
    "revoke_device", "drafts:series", "drafts:trip", "drafts:end_reminder", "campaign_letter",
    "followers:sweep",
)  # fmt: skip


def list_of(route: Route) -> SavedList[Any]:
    found: SavedList[Any] = route.view.saved_list  # type: ignore[attr-defined]
    return found


def filled(school: School, other: School) -> Person:
    """Somebody who may do everything, in a school with a row in each list."""
    person = make_person(school, *Role, second_factor=True)
    teacher = make_person(school, Role.TEACHER)
    given = World(school=school, other_school=other, teacher=teacher, admin=person)
    with scope.school(school.pk):
        for name in _SAMPLED:
            SAMPLES[name](given, person)
    _decide_one(school, person)
    _post_to_take_down(school, person)
    submitted(school, teacher)
    _declared(school, person)
    _kept(school, person)
    _slot(school, person)
    _compared_and_paid(school, person)
    with scope.school(school.pk):
        engagement.switch(school=school, on=True, by=person, now=timezone.now())
    return person


def _decide_one(school: School, by: Person) -> None:
    """Of two that the audit found something in, one is decided."""
    with scope.school(school.pk):
        SAMPLES["catalogue:tweet"](World(school, school, by, by), by)
        last = Remark.objects.latest("pk")
        last.decision, last.reason = Remark.Decision.KEEP, "It is fine"
        last.decided_by, last.decided_at = by, timezone.now()
        last.save()


def _post_to_take_down(school: School, by: Person) -> None:
    post, now = posted(make_post(school, by)), timezone.now()
    with scope.school(school.pk):
        oak = school.classes.first() or class_of_today(school)
        pupil = make_pupil(school, school_class=oak)
        Takedown.objects.create(
            school=school,
            post=post,
            pupil=pupil,
            reason=Takedown.Reason.LAPSED,
            opened_at=now,
            due_at=now + timedelta(hours=5),
        )


def _declared(school: School, by: Person) -> None:
    said = Declared(
        name_is_professional=True,
        bio_says_own_views=True,
        who_follows="anybody",
        parents_may_follow=True,
        no_pupil_follows=True,
        two_step=True,
    )
    with scope.school(school.pk):
        account = Account.objects.filter(kind=Account.Kind.STAFF, owner=by).first()
        assert account
        declarations.declare(account=account, declared=said, by=by, now=timezone.now())


def _kept(school: School, by: Person) -> None:
    today, now = timezone.localdate(), timezone.now()
    with scope.school(school.pk):
        Disposed.objects.create(school=school, kind="photo", number=2, why="retention", at=now)
        Visit.objects.create(
            school=school,
            kind=Visit.Kind.VISIT,
            held_on=today,
            next_due_on=today + timedelta(days=90),
            note="Looked at how posts are made.",
            recorded_by=by,
            recorded_at=now,
        )


def _compared_and_paid(school: School, by: Person) -> None:
    with scope.school(school.pk):
        account = school.accounts.exclude(kind=Account.Kind.STAFF).earliest("pk")
        number = FollowingReading.objects.count()
        Charge.objects.create(
            school=school, account=account, call="post", count=1, dollars=1, at=timezone.now()
        )
    pasted(account, by, [f"Museum{number}"])


def _slot(school: School, by: Person) -> None:
    """Of the account that the page shows first; each time another minute of the week."""
    with scope.school(school.pk):
        account = accounts_of(school, by)[0]
        minute = time(9, account.slots.count())
        slots.add(
            account=account,
            weekday=0,
            at=minute,
            school_days_only=True,
            by=by,
            now=timezone.now(),
        )


def shown_at(route: Route, school: School) -> str:
    """Where its page is, filtered so that the sample is in it."""
    with scope.school(school.pk):
        rows = school.campaigns if route.name.startswith("campaign") else school.classes
        pk = rows.order_by("-pk").values_list("pk", flat=True).first() or 1
    found = {"school": school.slug} | ({"pk": pk} if "pk" in route.parameters else {})
    return f"{reverse(route.name, kwargs=found)}?{FILTERS.get(route.name, '').format(pk=pk)}"


def saved(client: Client, route: Route, school: School, kind: str = "csv") -> Any:
    """What comes of saving it."""
    return client.get(f"{shown_at(route, school)}&save={kind}")


def rows(client: Client, route: Route, school: School) -> list[list[str]]:
    return table(saved(client, route, school).content)
