"""Somebody follows every link inside the product from where they arrive."""

from collections import Counter, deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LED_ON = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}
OPENED = {HTTPStatus.OK, HTTPStatus.NO_CONTENT}


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that opened. ``size`` is that of the page's main part, 0 where there is none: of a
    file, a part of a page, a way to elsewhere.
    """

    size: int
    who: str
    path: str
    leads_to: tuple[str, ...] = ()


@dataclass
class Walker:
    """Somebody with a browser of their own, and where they begin.

    So many things ``of_a_kind`` they open, as some stand in one state and some in another.
    """

    name: str
    client: Client
    starts: list[str]
    of_a_kind: int = 2
    visits: dict[str, list[Visit]] = field(default_factory=dict)
    """By the route's name."""
    shut: list[str] = field(default_factory=list)
    """Links that led nowhere, and from where."""

    def walk(self) -> None:
        waiting = deque((path, "the start") for path in self.starts)
        known, opened = set(self.starts), Counter[str]()
        while waiting:
            path, source = waiting.popleft()
            route = route_of(path)
            if not route or opened[route] == self.of_a_kind:
                continue
            opened[route] += 1
            visit = self.open(path)
            if visit is None:
                self.shut.append(f"{path} for {self.name}, from {source}")
                continue
            self.visits.setdefault(route, []).append(visit)
            found = [one for one in visit.leads_to if one not in known]
            known.update(found)
            waiting.extend((one, path) for one in found)

    def open(self, path: str, also: Container[int] = ()) -> Visit | None:
        """Go there; None where it does not open. ``also``: statuses of pages besides the usual."""
        answer = self.client.get(path)
        if answer.status_code in LED_ON:
            return Visit(0, self.name, path, tuple(inside(path, [answer["Location"]])))
        if answer.status_code not in OPENED and answer.status_code not in also:
            return None
        if not answer.get("Content-Type", "").startswith("text/html"):
            return Visit(0, self.name, path)
        page = answer.content.decode()
        main = page.partition("<main")[2] or page
        size = len(main) if "<html" in page else 0
        return Visit(size, self.name, path, tuple(dict.fromkeys(inside(path, links(page)))))


def route_of(path: str) -> str:
    """The route's name with its namespace; empty for what is not the product's."""
    try:
        return resolve(urlsplit(path).path).view_name or ""
    except Resolver404:
        return ""


def links(page: str) -> list[str]:
    """All that a browser may be sent to by a click, or fetches by itself."""
    parser = _Links()
    parser.feed(page)
    return parser.found


def inside(base: str, found: Iterable[str]) -> Iterator[str]:
    """Those of the addresses that are on this site, without fragments."""
    for one in found:
        whole = urlsplit(urljoin(base, urldefrag(one).url))
        if not whole.scheme and not whole.netloc:
            yield whole.path + (f"?{whole.query}" if whole.query else "")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        wanted = [given.get("hx-get")]
        if tag == "a":
            wanted.append(given.get("href"))
        elif tag in {"img", "iframe"}:
            wanted.append(given.get("src"))
        elif tag == "form" and (given.get("method") or "get").lower() == "get":
            wanted.append(given.get("action"))
        self.found += [one for one in wanted if one]
