"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest

from schoolsocial import cookies

THEME = "theme"
THEMES = ("light", "dark")


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The school the page belongs to, what its reader may do there, and their other schools."""
    membership = getattr(request, "membership", None)
    if membership is None:
        return {}
    return {
        "school": membership.school,
        "membership": membership,
        "can": membership.permissions,
        "schools": [place.school for place in getattr(request, "places", [])],
    }


def theme(request: HttpRequest) -> dict[str, str]:
    """Light or dark, where somebody chose; else nothing, and the page is as the device says."""
    chosen = request.COOKIES.get(cookies.named(THEME), "")
    return {"chosen_theme": chosen if chosen in THEMES else ""}
