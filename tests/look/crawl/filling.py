"""The demo's schools, and beside what their story tells one of every thing that has a page."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from consent import pictures
from consent.models import FamilyLink, Pupil
from schoolsocial.accounts.models import Person, School
from schoolsocial.demo.data.schools import HUNTS_CROSS, PLATFORM_ADMIN, ST_CATHERINE
from tests.accounts import samples
from tests.accounts.samples import SAMPLES, World
from tests.cast import give_second_factor, in_scope
from tests.consent import campaigning
from tests.routes import Route

LAST = samples._policy_draft
"""A policy being written: whatever asks for the one version there is comes before it."""
NOT_BESIDE_OTHERS = {samples._campaign_draft, samples._policy_recorded}
"""The demo has a campaign under way, and a school writes one policy at a time."""

Things = dict[Any, dict[str, Any]]


def fill(monkeypatch: pytest.MonkeyPatch) -> tuple[World, Things]:
    """The school, and by what made it each thing's parameters. Nobody looks into the drawings: that
    takes longer than all the rest, and no page shows what is not found there.
    """
    monkeypatch.setattr(pictures, "words", lambda _content: "")
    monkeypatch.setattr(pictures, "find_faces", lambda _content: [])
    call_command("load_demo", stdout=StringIO())
    for email in (PLATFORM_ADMIN, f"head@{HUNTS_CROSS.domain}", f"office@{HUNTS_CROSS.domain}"):
        give_second_factor(Person.objects.get(email=email))
    school = School.objects.get(slug=ST_CATHERINE.slug)
    other = School.objects.get(slug=HUNTS_CROSS.slug)
    world = World(school, other, person("teacher"), person("head"))
    with in_scope(other.pk):
        campaigning.start(other, Person.objects.get(email=f"office@{HUNTS_CROSS.domain}"))
    with in_scope(school.pk):
        return world, _one_of_each(world)


def person(login: str) -> Person:
    """One of the staff of St Catherine's."""
    return Person.objects.get(email=f"{login}@{ST_CATHERINE.domain}")


def address(route: Route, things: Things) -> dict[str, Any]:
    """What goes into the route's address to open the thing that was made for it."""
    given = {"school": ST_CATHERINE.slug} | things.get(SAMPLES.get(route.name), {})
    return {name: given[name] for name in route.parameters if name in given}


def family_link(world: World) -> FamilyLink:
    """One that a family of the demo holds, whose children's days of birth are known."""
    with in_scope(world.school.pk):
        links = FamilyLink.objects.filter(revoked_at=None, guardian__pupils__born_on__isnull=False)
        return links.select_related("school", "guardian", "campaign").order_by("pk")[0]


def a_birthday(link: FamilyLink) -> date:
    """Of one of the family's children."""
    child = Pupil.objects.filter(guardians=link.guardian, born_on__isnull=False)[0]
    assert child.born_on
    return child.born_on


def _one_of_each(world: World) -> Things:
    made: Things = {}
    for make in sorted(SAMPLES.values(), key=lambda make: make is LAST):
        if make not in made and make not in NOT_BESIDE_OTHERS:
            made[make] = make(world, world.teacher)
    return made
