"""Addresses of the rows of a list, which differ in a number alone.

``{% url %}`` looks the page up anew for each row, which in a list of a school's children takes
longer than all the rest of it. Here it is looked up once, and the number put in for each row:
``{% rows_at "consent:pupil" school.slug as pupil_at %}`` and
``{{ pupil_at|numbered:pupil.pk }}``.
"""

from dataclasses import dataclass

from django import template
from django.urls import reverse

register = template.Library()

_ANY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class RowsAt:
    """A page's address, around the number of the row."""

    before: str
    after: str


@register.simple_tag
def rows_at(page: str, school: str) -> RowsAt:
    """Where the rows are whose page is asked for by the school and the row's ``pk``."""
    before, _, after = reverse(page, kwargs={"school": school, "pk": _ANY}).rpartition(str(_ANY))
    return RowsAt(before, after)


@register.filter
def numbered(addresses: RowsAt, pk: int) -> str:
    """The address of one of them."""
    return f"{addresses.before}{pk}{addresses.after}"
