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
