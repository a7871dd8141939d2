"""Invented parents and carers: who is asked, in which language, and what some have answered."""

from dataclasses import dataclass


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
