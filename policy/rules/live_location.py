"""No post says where pupils are, or will be at a certain hour.

Rules of other schools, as settings with safe defaults: trip photos are held until return, and
there is no live location. Reports of a visit that is over pass, and so do events at school.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from policy.facts import TEXT, Facts, Place
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.spoken import Span
from policy.tokens import Kind, Token, fold
from policy.wording import Wording
from policy.words import words

ID = "live-location"
TITLE = _("Where pupils are now")
HELP = _(
    "Looks for posts that say where pupils are, or where they will be at a certain "
    "hour. Hold them until everybody is back at school."
)
OPTIONS: dict[str, Option] = {"announcements": True}  # also ask about trips with place and hour

_HERE = Wording.named("live_here")
_SOON = Wording.named("live_soon")
_AWAY, _AT_SCHOOL = words("places_away"), words("places_here")
_WEAK = frozenset(
    {"in", "into", "of", "on", "near", "outside", "inside", "for", "the", "exploring", "through"}
)
_HOUR = re.compile(
    r"\b(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m|p\.m)|\d{1,2}[.:]\d\d"
    r"|(?:at|by) \d{1,2}\b(?! ?/)|noon|midday)",
    re.IGNORECASE,
)
_FOLLOWING = 6  # words after "we are at" in which the place is looked for
_RETURNED = "returned"
_EXCUSES = (
    _("Everybody is back at school."),
    _("It is at school."),
    _("It is a place in a story or a lesson."),
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    ours = frozenset(fold(word) for phrase in facts.school_phrases for word in phrase.split())
    returned = bool(facts.photos) and all(_RETURNED in photo.declared for photo in facts.photos)
    back = returned or facts.held_until_back
    for place, spoken in zip(facts.places, facts.spoken, strict=True):
        if place.where != TEXT:
            continue
        here = () if back else tuple(_whereabouts(place, _HERE.spans(spoken), ours))
        for span in here:
            message = gettext("This says where pupils are now.")
            remedy = gettext("Hold it until they are back, or tell it as something that happened.")
            yield Mark(message, remedy, TEXT, span, doubtful=True, excuses=_EXCUSES)
        if options["announcements"] and not here and _HOUR.search(facts.text):
            for span in tuple(_whereabouts(place, _SOON.spans(spoken), ours))[:1]:
                message = gettext("This says where pupils will be, and when.")
                remedy = gettext("Tell parents by letter; leave the place or the hour out.")
                yield Mark(message, remedy, TEXT, span, doubtful=True, excuses=_EXCUSES)


def _whereabouts(place: Place, spans: tuple[Span, ...], ours: frozenset[str]) -> Iterator[Span]:
    """Each span with the place away from school that follows it."""
    for start, end in spans:
        follows = bisect_left(place.words, end, key=lambda word: word.start)
        after = place.words[follows : follows + _FOLLOWING]
        last = _place(place.text, place.words[follows - 1], after, ours)
        if last:
            yield start, last.end


def _place(
    text: str, before: Token, after: tuple[Token, ...], ours: frozenset[str]
) -> Token | None:
    """The word that names a place, unless the school comes first or the sentence ends."""
    if before.key in _AWAY:
        return before
    reached = before.end
    for word in after:
        if word.kind is not Kind.WORD or re.search(r"[!?\n]|\.\s", text[reached : word.start]):
            return None
        if word.key in _AWAY:
            return word
        if word.key in _AT_SCHOOL or word.key in ours:
            return None if word.key in ours else _named_for_a_subject(text, word, after)
        if _may_be_a_place(word) and before.key not in _WEAK:
            return word
        reached = word.end
    return None


def _named_for_a_subject(text: str, first: Token, after: tuple[Token, ...]) -> Token | None:
    """The end of a name like Science Museum or Hall Farm, which begins as a room or a lesson."""
    reached = first
    for word in after:
        if word.start <= reached.start:
            continue
        if not _may_be_a_place(reached) or text[reached.end : word.start].strip():
            return None
        if word.key in _AWAY and _may_be_a_place(word):
            return word
        reached = word
    return None


def _may_be_a_place(word: Token) -> bool:
    """A capital and small letters; PTA and VERY are no places."""
    return word.text[:1].isupper() and not word.text.isupper()
