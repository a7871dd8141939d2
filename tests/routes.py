"""Every address of the product, walked from the URLconf."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from schoolsocial.accounts.access import Access, access_of


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name with namespace (empty for none), its view and its parameters."""

    name: str
    path: str
    view: Callable[..., Any]
    parameters: frozenset[str]

    @property
    def access(self) -> Access | None:
        return access_of(self.view)

    @property
    def is_allauths(self) -> bool:
        return self.path.startswith("account/") and self.access is None


def routes() -> list[Route]:
    return list(_walk(get_resolver(), "", "", frozenset()))


def our_routes() -> list[Route]:
    """What has a guard of ours and a name to be reached by."""
    return [route for route in routes() if route.access and route.name]


def _walk(
    resolver: URLResolver, before: str, namespace: str, parameters: frozenset[str]
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        known = parameters | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, path, inner, known)
        elif isinstance(entry, URLPattern):
            name = namespace + entry.name if entry.name else ""
            yield Route(name, path, entry.callback, known)
