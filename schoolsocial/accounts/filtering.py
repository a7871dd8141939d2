"""Keeping the filter of a list: a page says which choices it takes, and the rest comes with it.

A list declares its ``Filters`` in the room's ``presenters/filters.py``, stands below ``in_school``
with ``keeps_filters``, and shows ``components/kept_filters.html``. What is kept are choices that
the list offers, never words that were searched for.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import urlencode

from schoolsocial.accounts import filter_names, queries
from schoolsocial.accounts.access import SchoolRequest, access_of
from schoolsocial.accounts.models import KeptFilter
from schoolsocial.words import Words

View = Callable[..., HttpResponseBase]
Values = Callable[[SchoolRequest], Collection[str]]

MOST: Final = 12
"""Filters that one person keeps of one list: as many as are still found at a glance."""
PLAIN: Final = "filter=none"
"""Asks for the list as it comes, whatever somebody has it begin with."""
_TICKED = "on"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a list can be asked for. ``values`` are those it offers now; ``default`` is what it
    shows when it is not asked.
    """

    label: Words
    values: Values
    default: str = ""

    def read(self, given: QueryDict, name: str) -> str:
        return given.get(name, self.default)


@dataclass(frozen=True, slots=True)
class Tick(Choice):
    """Asked for by being there at all."""

    values: Values = lambda _request: (_TICKED,)

    def read(self, given: QueryDict, name: str) -> str:
        return _TICKED if name in given else self.default


def among(*codes: str) -> Values:
    """The same choices for everybody, at all times."""
    return lambda _request: codes


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list can be asked for, by the names in its address. ``code`` names the list."""

    code: str
    choices: Mapping[str, Choice]

    def read(self, request: SchoolRequest, given: QueryDict) -> tuple[str, tuple[Words, ...]]:
        """What is asked for, in one order and without what the list shows anyway; and the labels of
        choices that it does not offer.
        """
        asked, gone = {}, []
        for name, choice in self.choices.items():
            value = choice.read(given, name)
            if value == choice.default:
                continue
            if value in choice.values(request):
                asked[name] = value
            else:
                gone.append(choice.label)
        return urlencode(asked), tuple(gone)


@dataclass(frozen=True, slots=True)
class Chip:
    """A kept filter as its list shows it. ``gone`` names the choices that are there no longer."""

    pk: int
    name: str
    query: str
    here: bool
    begins: bool
    gone: tuple[Words, ...] = ()

    @property
    def address(self) -> str:
        return self.query or PLAIN


@dataclass(frozen=True, slots=True)
class Listed:
    """A list at its own address."""

    path: str
    filters: Filters

    def at(self, query: str) -> str:
        return f"{self.path}?{query or PLAIN}"


class Kept:
    """What somebody keeps of the list that they look at. Asked for once, if it is shown."""

    most, plain = MOST, PLAIN

    def __init__(self, request: SchoolRequest, filters: Filters) -> None:
        self._request, self._filters = request, filters
        self.path, self.school = request.path, request.school.slug

    @cached_property
    def query(self) -> str:
        """What the list is asked for now; empty as it comes."""
        return self._filters.read(self._request, self._request.GET)[0]

    @cached_property
    def chips(self) -> list[Chip]:
        rows = queries.filters_of(self._request.membership).on(self._filters.code)
        return [self._chip(row) for row in rows]

    @property
    def broken(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.gone]

    @property
    def is_full(self) -> bool:
        return len(self.chips) >= MOST

    @property
    def is_new(self) -> bool:
        """Whether what is shown could be kept."""
        return bool(self.query) and not any(chip.here for chip in self.chips)

    @property
    def beginning(self) -> str:
        """What the list begins with; empty as it comes."""
        return next((chip.query for chip in self.chips if chip.begins), "")

    def _chip(self, row: KeptFilter) -> Chip:
        query, gone = self._filters.read(self._request, QueryDict(row.query))
        here = query == self.query
        return Chip(row.pk, filter_names.shown(row), query, here, row.begins, gone)


def keeps_filters(filters: Filters) -> Callable[[View], View]:
    """Let people keep filters of the page's list; stands below ``in_school``.

    Opened without any question, the list is the one that somebody has it begin with.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def filtering(request: SchoolRequest, **kwargs: Any) -> HttpResponseBase:
            kept = Kept(request, filters)
            if request.method == "GET" and not request.GET and kept.beginning:
                return redirect(f"{request.path}?{kept.beginning}")
            request.__dict__.update(kept_filters=kept)
            return view(request, **kwargs)

        filtering.filters = filters  # type: ignore[attr-defined]  # what is kept is sent elsewhere
        return filtering

    return decorate


def as_it_comes(path: str) -> str:
    """What follows the address of a list, so that it hides nothing that a link speaks of."""
    return f"?{PLAIN}" if hasattr(resolve(path).func, "filters") else ""


def listed_at(request: SchoolRequest, path: str) -> Listed | None:
    """The list at that address, if it is one of this school that keeps filters.

    Raises ``PermissionDenied`` where the person may not open the list itself.
    """
    try:
        match = resolve(path)
    except Resolver404:
        return None
    filters, access = getattr(match.func, "filters", None), access_of(match.func)
    if filters is None or access is None or match.kwargs.get("school") != request.school.slug:
        return None
    if access.permission not in request.membership.permissions:
        raise PermissionDenied
    return Listed(path, filters)
