"""A campaign for 2,000 families: how long opening it takes, what a phone has to load and how soon
it shows it, and twenty families who answer at once.
"""

import re
import time
from datetime import date, timedelta
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from bench import families, scratch
from bench.timing import Row
from consent import family_keys
from consent.actions import campaigns, purposes
from consent.models import (
    Campaign,
    Consent,
    FamilyLink,
    FamilyMessage,
    Guardian,
    Guardianship,
    Pupil,
)
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope

FAMILIES = 2_000
AIM = 60  # s
WEIGHT_AIM = 150  # kB, uncompressed
AT_ONCE = 20
AT_ONCE_AIM = 10  # s
PAINT_AIM, SLOW_PAINT_AIM = 1_000, 2_500  # ms
SIBLINGS = 3
BORN = date(2018, 3, 27)
_FILES = re.compile(r'(?:href|src)="/static/([^"]+)"')
_HASH = re.compile(r"\.[0-9a-f]{12}(?=\.)")
_KB = 1_000


def rows() -> list[Row]:
    """The opening for a whole school, and the form for three siblings in Polish."""
    with scratch.database():
        school = School.objects.create(slug="bench-campaign", name="Bench School")
        with scope.school(school.pk):
            campaign, by = _prepared(school)
            began = time.perf_counter()
            campaigns.open_to_families(campaign=campaign, by=by, now=timezone.now())
            took = time.perf_counter() - began
            if FamilyMessage.objects.count() != FAMILIES:
                raise RuntimeError("Not every family got its mail.")
            links = FamilyLink.objects.order_by("pk")[: AT_ONCE + 1]
            first, *others = [str(family_keys.token_of(link)) for link in links]
        weight = _weight(f"/f/{first}/")
        cookie = families.admitted(first).cookies["family"].value
        paints = families.first_paints(cookie)
        at_once = families.answered_at_once(others)
        with scope.school(school.pk):
            _check_answers()
    return [
        Row(what=f"links and mails for {FAMILIES:,} families", unit="s", ours=took, at_most=AIM),
        Row(what="family page, three siblings", unit="kB", ours=weight, at_most=WEIGHT_AIM),
        *_painted(paints),
        Row(what=f"{AT_ONCE} families answer at once", unit="s", ours=at_once, at_most=AT_ONCE_AIM),
    ]


def _painted(paints: tuple[float, float] | None) -> list[Row]:
    if paints is None:
        return []
    what = "family page, first paint, nothing cached"
    slow = f"{what}, slow phone on slow 4G"
    return [
        Row(what=what, unit="ms", ours=paints[0], at_most=PAINT_AIM),
        Row(what=slow, unit="ms", ours=paints[1], at_most=SLOW_PAINT_AIM),
    ]


def _check_answers() -> None:
    """Each family has one child; each of its answers is there, once."""
    kept = Consent.objects.values_list("pupil_id", "purpose_id")
    wanted = AT_ONCE * len(purposes.USUAL)
    if not len(kept) == len(set(kept)) == wanted:
        raise RuntimeError(f"{len(set(kept))} answers of {wanted} are kept, in {len(kept)} rows.")


def _prepared(school: School) -> tuple[Campaign, Person]:
    by = Person.objects.create_user("office@bench.example", name="Office")
    Membership.objects.create(school=school, person=by, roles=[Role.OFFICE])
    guardians = Guardian.objects.bulk_create(
        Guardian(school=school, name=f"P {place}", email=f"p{place}@bench.example", language="pl")
        for place in range(FAMILIES)
    )
    pupils = Pupil.objects.bulk_create(
        Pupil(
            school=school,
            admission_number=f"{place:06}",
            legal_forename="Ewa",
            year_group="3",
            born_on=BORN,
        )
        for place in range(FAMILIES + SIBLINGS - 1)
    )
    holders = [*guardians, *[guardians[0]] * (SIBLINGS - 1)]
    Guardianship.objects.bulk_create(
        Guardianship(
            school=school,
            pupil=pupil,
            guardian=guardian,
            parental_responsibility=True,
            first_contact=True,
        )
        for pupil, guardian in zip(pupils, holders, strict=True)
    )
    return _campaign(school, by), by


def _campaign(school: School, by: Person) -> Campaign:
    now = timezone.now()
    plan = campaigns.Plan(
        questions={one.code: one.question for one in purposes.of(school)},
        addition="",
        closes_on=timezone.localdate(now) + timedelta(days=28),
        reminder_days=[7, 14, 21],
    )
    return campaigns.start(school=school, by=by, plan=plan, now=now)


def _weight(path: str) -> float:
    """Kilobytes of the form's page and of each file it names, without compression."""
    phone = Client(headers={"host": "127.0.0.1"})
    phone.post(path)
    phone.post("/f/check/", {"day": BORN.day, "month": BORN.month, "year": BORN.year})
    page = phone.get("/f/form/")
    words = page.content.decode()
    if words.count('type="radio"') != SIBLINGS * 3 * len(purposes.USUAL):
        raise RuntimeError("The form does not show every question.")
    return (len(page.content) + sum(map(_size, _FILES.findall(words)))) / _KB


def _size(name: str) -> int:
    found = finders.find(_HASH.sub("", name))
    return Path(str(found)).stat().st_size
