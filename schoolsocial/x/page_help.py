"""Which part of the help speaks of the page somebody is on."""

from django.http import HttpRequest
from django.urls import reverse

TOPICS: dict[str, str] = {
    "x:accounts": "connecting",
    "x:connect": "connecting",
    "x:keys": "keys",
    "x:keys_again": "keys",
    "x:add_by_hand": "hand",
    "x:account": "waits",
    "x:profile": "look",
    "x:spending": "money",
}
"""A page's name to the heading in ``x/help.html``."""


def page_help(request: HttpRequest) -> dict[str, str]:
    """Where the page's help is, for the foot of each page; nothing where there is none, and nothing
    for whoever is not of the school: a page they may not see looks like one that is not there.
    """
    match, membership = request.resolver_match, getattr(request, "membership", None)
    topic = TOPICS.get(match.view_name) if match else None
    if membership is None or topic is None:
        return {}
    where = reverse("x:help", kwargs={"school": membership.school.slug})
    return {"page_help": f"{where}#{topic}"}
