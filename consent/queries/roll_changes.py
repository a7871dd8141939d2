"""Whom an import concerns beyond its own table: children of whom the register now judges otherwise.

Each answer is a set of ids of pupils.
"""

from django.db.models import Q

from consent.models import RollChange, RollImport

_HAS, _HAD = "latter__parental_responsibility", "former__parental_responsibility"


def left_or_back(roll_import: RollImport) -> set[int]:
    """Those who left by it, or came back."""
    return _who(roll_import, RollChange.Kind.LEFT) | _who(roll_import, RollChange.Kind.BACK)


def with_other_carers(roll_import: RollImport) -> set[int]:
    """Those of whose carers one gained or lost parental responsibility: a yes of theirs counts now,
    or counts for nothing."""
    bonds = roll_import.changes.filter(of=RollChange.Of.GUARDIANSHIP, former__isnull=False)
    other = Q(**{_HAS: True, _HAD: False}) | Q(**{_HAS: False, _HAD: True})
    return {bond.latter["pupil_id"] for bond in bonds.filter(other)}


def losing_a_carer(roll_import: RollImport) -> set[int]:
    """Those who stay when it is undone and whose carer came with it: with the bond goes what was
    answered by it since."""
    bonds = roll_import.changes.filter(
        Q(**{_HAS: True}), of=RollChange.Of.GUARDIANSHIP, former__isnull=True
    )
    return {bond.latter["pupil_id"] for bond in bonds} - _who(roll_import, RollChange.Kind.NEW)


def _who(roll_import: RollImport, kind: RollChange.Kind) -> set[int]:
    rows = roll_import.changes.filter(of=RollChange.Of.PUPIL, kind=kind)
    return set(rows.values_list("row", flat=True))
