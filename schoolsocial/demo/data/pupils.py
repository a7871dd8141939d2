"""Invented children: forenames and surnames drawn from two lists, never the same pair twice."""

from collections.abc import Iterator
from dataclasses import dataclass

# fmt: off
FORENAMES = (
    "Amelia", "Josh", "Zainab", "Oliver", "May", "Tyler", "Grace", "Muhammad", "Rose", "Ethan",
    "Summer", "Jakub", "Will", "Aisha", "Hope", "Noah", "Niamh", "Kofi", "Art", "Chloe", "Rhys",
    "Priya", "Mark", "Ewa", "Daniel", "Fatima", "Poppy", "Sam", "Ines", "Callum",
)
SURNAMES = (
    "Brown", "O’Neill", "Okafor", "Kowalska", "van der Berg", "Khan", "Clarke", "Hughes",
    "Patel", "Fletcher", "Nowak", "Ainsworth", "Begum", "Doyle", "Sutcliffe", "Mensah",
    "Pickering", "Rahman", "Lyons", "Whitehead",
)
# fmt: on
CLASSES = (
    ("Reception", "R"),
    ("1 Beech", "1"),
    ("2 Holly", "2"),
    ("3/4 Oak", "3"),
    ("4 Rowan", "4"),
    ("5 Elm", "5"),
    ("6 Ash", "6"),
)
IN_A_CLASS = 12


@dataclass(frozen=True, slots=True)
class DemoPupil:
    """A child of the demo's roll."""

    admission_number: str
    forename: str
    surname: str
    year_group: str
    class_name: str


def pupils(offset: int) -> Iterator[DemoPupil]:
    """Seven classes of twelve; another ``offset`` gives another school other children."""
    number = 0
    for class_name, year_group in CLASSES:
        for _ in range(IN_A_CLASS):
            place = number + offset
            yield DemoPupil(
                admission_number=f"{1000 + number:06}",
                forename=FORENAMES[place % len(FORENAMES)],
                surname=SURNAMES[(place * 7 + place // len(FORENAMES)) % len(SURNAMES)],
                year_group=year_group,
                class_name=class_name,
            )
            number += 1
