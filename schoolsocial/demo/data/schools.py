"""The two schools whose policies the project grew from, with invented staff."""

from dataclasses import dataclass
from datetime import date

from schoolsocial.accounts.roles import Role

PASSWORD = "four quiet ducks on the pond"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who signs in, as ``login``@the school's own domain.

    ``ready`` says that they were trained and agreed to the policy, where they draft at all.
    """

    login: str
    name: str
    roles: tuple[Role, ...]
    ready: bool = True


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A school of the demo. ``second_factor`` is off where a newcomer should get in quickly."""

    slug: str
    name: str
    handle: str
    pack: str
    second_factor: bool
    staff: tuple[Staff, ...]

    @property
    def domain(self) -> str:
        return f"{self.slug}.example"


@dataclass(frozen=True, slots=True)
class DemoTerm:
    """A term of the academic year 2026/27."""

    name: str
    starts_on: date
    ends_on: date


TERMS = (
    DemoTerm("Autumn 1", date(2026, 9, 2), date(2026, 10, 23)),
    DemoTerm("Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    DemoTerm("Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
    DemoTerm("Spring 2", date(2027, 2, 22), date(2027, 3, 25)),
    DemoTerm("Summer 1", date(2027, 4, 12), date(2027, 5, 28)),
    DemoTerm("Summer 2", date(2027, 6, 7), date(2027, 7, 21)),
)


@dataclass(frozen=True, slots=True)
class DemoTrust:
    slug: str
    name: str


ST_CATHERINE = DemoSchool(
    slug="st-catherine",
    name="St Catherine of Siena",
    handle="StCathsofSiena",
    pack="st-catherine-of-siena",
    second_factor=False,
    staff=(
        Staff("teacher", "Hannah Whitlow", (Role.TEACHER,)),
        Staff("support", "Imran Sadiq", (Role.TEACHER,)),
        Staff("newcomer", "Priya Nair", (Role.TEACHER,), ready=False),
        Staff("deputy", "Marguerite Osei-Bonsu", (Role.SLT,)),
        Staff("head", "Philip Arkwright", (Role.SLT, Role.ADMIN)),
        Staff("dsl", "Ruth Fairclough", (Role.DSL,)),
        Staff("office", "Joan Tattersall", (Role.OFFICE,)),
        Staff("governor", "Leonard Mbeki", (Role.GOVERNOR,)),
    ),
)

HUNTS_CROSS = DemoSchool(
    slug="hunts-cross",
    name="Hunts Cross Primary",
    handle="HuntsCrossPri",
    pack="hunts-cross",
    second_factor=True,
    staff=(
        Staff("teacher", "Callum Rigby", (Role.TEACHER,)),
        Staff("head", "Siobhan Prendergast", (Role.SLT, Role.ADMIN)),
        Staff("deputy", "Anil Chowdhury", (Role.SLT, Role.DSL)),
        Staff("office", "Beverley Nuttall", (Role.OFFICE,)),
        Staff("governor", "Dorothy Ellison", (Role.GOVERNOR,)),
    ),
)

SCHOOLS = (ST_CATHERINE, HUNTS_CROSS)
ASKING = ST_CATHERINE
"""The school whose campaign is under way."""
PLATFORM_ADMIN = "trust@demo.example"
TRUST = DemoTrust(slug="mersey", name="Mersey Learning Trust")
