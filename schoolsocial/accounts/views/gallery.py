"""Each repeated piece of the pages, shown with invented data."""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from schoolsocial.accounts.access import public
from schoolsocial.accounts.filtering import Chip
from schoolsocial.accounts.forms.gallery import SampleForm, SampleReason
from schoolsocial.accounts.together import Done

STATES = [
    ("draft", "Draft"),
    ("submitted", "Waiting for approval"),
    ("returned", "Returned with a comment"),
    ("rejected", "Rejected"),
    ("approved", "Approved"),
    ("scheduled", "Scheduled"),
    ("sending", "Being sent"),
    ("unknown", "Checking whether it went out"),
    ("by_hand", "To be posted by hand"),
    ("in_hand", "Being posted by hand"),
    ("posted", "Posted"),
    ("held", "On hold: a person must decide"),
    ("failed", "Not sent: X refused it"),
    ("expired", "Not sent: its time had passed"),
    ("cancelled", "Cancelled"),
    ("removing", "Being deleted from X"),
    ("removed", "Deleted from X"),
]
ICON = re.compile(r'<symbol id="(\w+)"')
SPRITE = settings.ROOT / "static" / "img" / "icons.svg"
TEXT = "Year 4 built bridges out of newspaper today. One held eleven books. #STEMweek"
CLAUSE = "Clause 4.2 of the Social Media Policy, version 3"
FINDINGS = [
    {
        "severity": "block",
        "severity_words": "The policy does not allow this",
        "where": "In the text",
        "matched": "Marigold Thistlewood",
        "message": "This looks like a pupil’s full name.",
        "remedy": "Leave the name out, or write “a pupil in Year 4”.",
        "quote": "A pupil’s full name is never used.",
        "clause": CLAUSE,
    },
    {
        "severity": "warn",
        "severity_words": "Warning",
        "where": "In the description of photo 1",
        "matched": "lol",
        "message": "This is text-speak.",
        "remedy": "Write the words out.",
        "quote": "Posts are written in plain standard English.",
        "clause": CLAUSE,
    },
    {
        "severity": "note",
        "severity_words": "Note",
        "where": "In the text",
        "matched": "#STEMweek",
        "message": "Hashtags read best at the end.",
        "remedy": "They are at the end here, so this is as it should be.",
        "set_aside": "Ms Example, because the week is named so",
    },
]
HISTORY = [
    {"at": datetime(2026, 11, 2, 9, 5, tzinfo=UTC), "who": "Tess Teacher", "sentence": "began it"},
    {
        "at": datetime(2026, 11, 2, 9, 20, tzinfo=UTC),
        "who": "Helen Head",
        "sentence": "returned it with a comment",
        "comment": "Please say which week it is.",
    },
]
CHIPS = [
    Chip(1, "New this term", "young=year", here=False, begins=True),
    Chip(2, "Year 6 account", "kind=new", here=False, begins=False, gone=("Account",)),
]
KEPT = {
    "school": "example",
    "path": "/example/followers/",
    "plain": "filter=none",
    "query": "protected=yes",
    "is_new": True,
    "chips": CHIPS,
    "broken": CHIPS[1:],
}


@require_GET
@public
def gallery(request: HttpRequest) -> HttpResponse:
    """For those who build pages, and for looking at all pieces in both colours at once."""
    return render(request, "gallery.html", _samples())


def _samples() -> dict[str, Any]:
    wrong = SampleForm({"email": "not an address", "phase": "primary"})
    picture = {"url": static("img/sample.svg"), "alt_text": "A bridge of rolled newspaper"}
    return {
        "blank": SampleForm(prefix="blank"),
        "wrong": wrong,
        "reason": SampleReason(),
        "states": STATES,
        "findings": FINDINGS,
        "history": HISTORY,
        "text": TEXT,
        "picture": picture,
        "icons": ICON.findall(SPRITE.read_text(encoding="utf-8")),
        "kept": KEPT,
        "done": Done("41 followers: Keep.", "#done_together", ""),
        "pages": {"previous": "a", "next": "b"},
    }
