"""The account receives replies; it neither replies nor invites a debate.

St C: "only be able to receive replies on Twitter. This is not a platform to discuss or debate
school related issues." HX: "Twitter will not be used to engage with individual parents
directly" (S4). X shows a post that begins with a handle as an answer to that account.
"""

import re
from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Edit, Fix, Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.wording import Wording

ID = "debate-or-reply"
TITLE = _("Reply or debate")
HELP = _(
    "Looks for answers to somebody else's post and for invitations to answer or "
    "argue. Tell the news by itself; ask parents for their views by letter or survey."
)
OPTIONS: dict[str, Option] = {"invitations": True}  # ask about "What do you think?" and the like

_LEADING_HANDLE = re.compile(r"\s*\.?([@＠]\w{1,15})(?!\w)")
_INVITATIONS = Wording.named("debate")
_EXCUSES = (
    _("It asks children to think, not readers to answer."),
    _("It points to a survey or a meeting."),
)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    if facts.in_reply_to:
        message = gettext("This answers somebody else's post.")
        yield Mark(message, gettext("Post it by itself, or answer by telephone or letter."), TEXT)
    handle = _LEADING_HANDLE.match(facts.text)
    if handle:
        message = gettext("A post that begins with a handle is a reply to that account.")
        remedy = gettext("Begin with another word, and name the account later.")
        fixes = tuple(_moved(facts.text, handle))
        yield Mark(message, remedy, TEXT, handle.span(1), fixes=fixes)
    if options["invitations"]:
        yield from _invitations(facts)


def _moved(text: str, handle: re.Match[str]) -> Iterator[Fix]:
    """The handle put behind the last word; nothing where the post is no more than the handle."""
    rest = text[handle.end() :].lstrip(" ,:;–—-")
    if rest.strip():
        begins = len(text) - len(rest)
        label = gettext("Put {handle} at the end").format(handle=handle[1])
        first = Edit(0, begins + 1, rest[0].upper()[:1])
        end = len(text.rstrip())
        yield Fix(label, (first, Edit(max(end, begins + 1), len(text), f" {handle[1]}")))


def _invitations(facts: Facts) -> Iterator[Mark]:
    for spoken in facts.spoken:
        if spoken.where == TEXT:
            for span in _INVITATIONS.spans(spoken):
                message = gettext("This invites readers to answer or to debate.")
                remedy = gettext("Tell the news without asking for opinions.")
                yield Mark(message, remedy, TEXT, span, doubtful=True, excuses=_EXCUSES)
