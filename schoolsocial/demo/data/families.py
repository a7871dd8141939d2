"""Invented families and what they answered: most said yes, and one of everything else."""

from dataclasses import dataclass

# fmt: off
MOTHERS = (
    "Bea", "Samina", "Joanna", "Adaeze", "Siân", "Magda", "Kirsty", "Meera", "Tracey", "Leila",
)
FATHERS = (
    "Ben", "Tariq", "Piotr", "Emeka", "Gareth", "Marek", "Stuart", "Raj", "Darren", "Yusuf",
)
LANGUAGES = ("en", "ur", "pl", "en", "en", "pl", "en", "gu", "en", "ar")
# fmt: on
LIMITED: dict[int, tuple[str, ...]] = {3: ("no-name",), 11: ("group-only",), 15: ("no-face",)}
NO, NO_REPLY = frozenset({6}), frozenset({9, 17})
CONFLICT, NEVER_PUBLISH = 8, 20
REASON = "A court order keeps this child’s whereabouts from a relative. Ask me before any visit."


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """What a family said of one purpose; an empty answer is no reply."""

    answer: str
    limits: tuple[str, ...] = ()


def answer_of(number: int) -> DemoAnswer:
    """What the family of the child at that place of the roll answered."""
    place = number % 18
    if place in NO_REPLY:
        return DemoAnswer("")
    if place in LIMITED:
        return DemoAnswer("limited", LIMITED[place])
    return DemoAnswer("no" if place in NO else "yes")


def mother_of(number: int, surname: str) -> tuple[str, str]:
    """Her name, and the language she would rather read."""
    place = number % len(MOTHERS)
    return f"{MOTHERS[place]} {surname}", LANGUAGES[place]


def father_of(number: int, surname: str) -> str:
    return f"{FATHERS[number % len(FATHERS)]} {surname}"


@dataclass(frozen=True, slots=True)
class DemoFamily:
    """A parent of the children at these places of the roll; without ``login`` there is no e-mail.

    ``answer`` is what they have said to every question, empty where they have not answered.
    """

    name: str
    login: str
    language: str
    places: tuple[int, ...]
    answer: str = ""
    responsible: bool = True


FAMILIES = (
    DemoFamily("Beata Kowalska", "b.kowalska", "pl", (0, 13)),
    DemoFamily("Saima Khan", "s.khan", "ur", (1,)),
    DemoFamily("Ioana Popescu", "i.popescu", "ro", (2,)),
    DemoFamily("Layla Haddad", "l.haddad", "ar", (3,)),
    DemoFamily("Rokeya Begum", "r.begum", "bn", (4,)),
    DemoFamily("Gareth Pickering", "", "en", (5,)),
    DemoFamily("Nadia Rahman", "", "ur", (6,)),
    DemoFamily("Helen Ainsworth", "h.ainsworth", "en", (7,), "yes"),
    DemoFamily("Tom Fletcher", "t.fletcher", "en", (12,), "yes"),
    DemoFamily("Grace Mensah", "g.mensah", "en", (14,), "no"),
    DemoFamily("Carol Whitehead", "c.whitehead", "en", (15,), responsible=False),
)
ASKED_BY_CAMPAIGN = frozenset(place for family in FAMILIES for place in family.places)
"""Places of the roll whose families answer by the link they are sent."""
