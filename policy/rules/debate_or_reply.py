"""The account receives replies; it neither replies nor invites a debate.

St C: "only be able to receive replies on Twitter. This is not a platform to discuss or debate
school related issues." HX: "Twitter will not be used to engage with individual parents
directly" (S4). X shows a post that begins with a handle as an answer to that account.
"""

import re
from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Mark, Option, Options
from policy.phrases import Phrases
from policy.tokens import tokenise
from policy.words import lines

ID = "debate-or-reply"
TITLE = "Reply or debate"
HELP = "Looks for replies and for invitations to debate. Tell the news by itself."
OPTIONS: dict[str, Option] = {"invitations": True}  # ask about "What do you think?" and the like

_LEADING_HANDLE = re.compile(r"\s*\.?([@＠]\w{1,15})(?!\w)")
_INVITATIONS = Phrases.of(lines("debate"))


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if facts.in_reply_to:
        message = "This answers somebody else's post."
        yield Mark(message, "Post it by itself, or answer by telephone or letter.", TEXT)
    handle = _LEADING_HANDLE.match(facts.text)
    if handle:
        message = "A post that begins with a handle is a reply to that account."
        yield Mark(message, "Begin with another word.", TEXT, handle.span(1))
    if options["invitations"]:
        yield from _invitations(facts.text)


def _invitations(text: str) -> Iterator[Mark]:
    spoken = tokenise(text)
    for first, last in _INVITATIONS.places(spoken):
        span = (spoken[first].start, spoken[last].end)
        message = "This invites readers to answer or to debate."
        yield Mark(message, "Tell the news without asking for opinions.", TEXT, span, doubtful=True)
