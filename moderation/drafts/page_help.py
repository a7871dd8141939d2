"""The help with posts: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "drafts:help"
TITLE = _("Help with posts")
ABOUT = _("Writing, approving, when it goes out, and what to do when something goes wrong.")

TOPICS: dict[str, str] = {
    "drafts:mine": "write",
    "drafts:start": "write",
    "drafts:compose": "write",
    "drafts:photo_faces": "write",
    "practice:practice": "practice",
    "drafts:online_safety": "ready",
    "drafts:emergency": "ready",
    "drafts:queue": "approve",
    "drafts:review": "approve",
    "drafts:flags": "quiet",
    "drafts:flag": "quiet",
    "drafts:calendar": "time",
    "drafts:move": "time",
    "drafts:library": "library",
    "drafts:library_picture": "library",
    "drafts:library_terms": "library",
    "drafts:library_choose": "library",
    "drafts:keep_picture": "library",
    "drafts:series_list": "series",
    "drafts:series": "series",
    "drafts:series_make": "series",
    "drafts:safety": "safety",
    "drafts:safety_change": "safety",
    "drafts:slots": "slots",
    "drafts:slot_gaps": "slots",
    "drafts:trips": "trips",
    "drafts:reminders": "time",
    "drafts:trip": "trips",
    "drafts:published": "live",
    "drafts:post": "wrong",
    "drafts:correct_faces": "down",
    "drafts:takedowns": "down",
    "drafts:by_hand": "hand",
    "drafts:by_hand_post": "hand",
    "drafts:freeze": "stop",
    "drafts:figures": "live",
    "drafts:habits": "live",
}
"""A page's name to the heading in ``drafts/help.html``."""
