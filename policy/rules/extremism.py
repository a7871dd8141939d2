"""Extremist or radical views reach the designated safeguarding lead, and nobody is accused.

HX: "Extremist views or radical views or opinions as in line with the prevent duty and new
radicalisation policy" (S16). Guidance: Prevent duty guidance for England and Wales, 2023; the
list of proscribed organisations, Home Office, 2026. The marks are quiet: the author does not
see them. A lesson that names a group or a sign in passing is no view.
"""

import re
from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.spoken import Spoken
from policy.wording import Wording
from policy.words import words

ID = "extremism"
TITLE = _("For the safeguarding lead to read")
HELP = _(
    "Looks for words that the safeguarding lead should read under the Prevent duty. "
    "Nobody is accused: the lead reads the draft and decides."
)
OPTIONS: dict[str, Option] = {}

_VIEWS = Wording.named("extremism")
_NAMED = Wording.named("extremism_named")
_OF_LESSONS = words("lesson")
_CODES = re.compile(
    r"\b14[ /-]{0,3}88\b"
    r"|\b(?:14|fourteen) words\b(?! (?:on|in|to|for|a|each|per|of|we|from|every|and))"
    r"|\b(?:RWDS|6MWE|HH88|1[34]/5[02])\b",
    re.IGNORECASE,
)
_EXCUSES = (
    _("It belongs to a lesson."),
    _("It remembers or condemns what happened."),
    _("The words mean something else here."),
)


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for place, spoken in zip(facts.places, facts.spoken, strict=True):
        for span in _spans(place.text, spoken):
            yield Mark(
                gettext("These words are for the safeguarding lead to read."),
                gettext("The safeguarding lead reads the draft before it can be approved."),
                place.where,
                span,
                doubtful=True,
                excuses=_EXCUSES,
                quiet=True,
            )


def _spans(text: str, spoken: Spoken) -> tuple[tuple[int, int], ...]:
    views = _VIEWS.spans(spoken)
    if views or not _OF_LESSONS.isdisjoint(spoken.words):
        return views
    return (*_NAMED.spans(spoken), *(code.span() for code in _CODES.finditer(text)))
