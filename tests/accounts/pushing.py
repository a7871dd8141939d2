"""A person who is told on a device, and what is on its way there."""

from datetime import datetime, timedelta

from django.utils import timezone

from schoolsocial.accounts.actions import letters, pushes
from schoolsocial.accounts.actions.pushes import Address, SwitchedOn
from schoolsocial.accounts.jobs import pushes as jobs
from schoolsocial.accounts.models import Letter, Person, Push, PushDevice, School
from schoolsocial.tenancy import scope
from tests.web_push.receiving import Browser

SCHOOL_HOURS = datetime.fromisoformat("2026-11-30T10:42Z")
"""A Monday."""


def address(browser: Browser) -> Address:
    return Address(**browser.told())


def switch_on(person: Person, browser: Browser, label: str = "iPad") -> SwitchedOn:
    return pushes.switch_on(
        person=person, label=label, address=address(browser), now=timezone.now()
    )


def device(person: Person, name: str = "one") -> PushDevice:
    """One that is switched on, at a service that is not there."""
    return switch_on(person, Browser(f"http://127.0.0.1:9/push/{person.pk}/{name}")).device


def devices_of(person: Person) -> list[PushDevice]:
    with scope.person(person.pk):
        return list(PushDevice.objects.filter(person=person).order_by("pk"))


def tell(
    school: School, person: Person, kind: str = "draft-waiting", now: datetime | None = None
) -> Letter:
    with scope.school(school.pk):
        return letters.queue(
            school=school,
            to=person.email,
            kind=kind,
            path=f"/{school.slug}/review/7/",
            now=now or timezone.now(),
        )


def pushes_of(school: School) -> list[Push]:
    """What is or was on its way, the oldest first."""
    with scope.school(school.pk):
        return list(Push.objects.select_related("notice").order_by("pk"))


def deliver_due() -> None:
    """One round of the worker."""
    for school_id, push_id in jobs.due():
        jobs.deliver(school_id, push_id)


def bring_forward(school: School, by: timedelta) -> None:
    """As if so much time had passed for all that waits."""
    with scope.school(school.pk):
        for push in Push.objects.filter(state=Push.State.WAITING):
            for name in ("queued_at", "next_try_at", "worth_until", "claimed_until"):
                moment = getattr(push, name)
                setattr(push, name, moment - by if moment else None)
            push.save()
