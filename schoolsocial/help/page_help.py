"""Which help there is, and which part of it speaks of the page somebody is on.

Each app that has a help page lists it in a module named in ``settings.PAGE_HELP``: ``PAGE``, the
name of its address, ``TITLE`` and ``ABOUT``, and ``TOPICS``, a page's name to the heading that
speaks of it.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class HelpPage:
    title: str
    about: str
    url: str


def pages(school: str) -> tuple[HelpPage, ...]:
    """Every help page, with its address in the school of that slug."""
    return tuple(
        HelpPage(app.TITLE, app.ABOUT, reverse(app.PAGE, kwargs={"school": school}))
        for app in _apps()
    )


def page_help(request: HttpRequest) -> dict[str, str]:
    """Where the page's help is, for the foot of each page; nothing where there is none, and nothing
    for whoever is not of the school: a page they may not see looks like one that is not there.
    """
    match, membership = request.resolver_match, getattr(request, "membership", None)
    found = _topics().get(match.view_name) if match else None
    if membership is None or found is None:
        return {}
    page, part = found
    where = reverse(page, kwargs={"school": membership.school.slug})
    return {"page_help": f"{where}#{part}"}


@cache
def _apps() -> tuple[Any, ...]:
    return tuple(import_module(name) for name in settings.PAGE_HELP)


@cache
def _topics() -> dict[str, tuple[str, str]]:
    """A page's name to the name of its help page and the heading there."""
    return {page: (app.PAGE, part) for app in _apps() for page, part in app.TOPICS.items()}
