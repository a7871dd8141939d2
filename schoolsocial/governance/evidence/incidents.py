"""What went wrong and what had to come down, with their clocks. No post and no words."""

from collections.abc import Sequence
from datetime import datetime

from moderation.drafts.queries.figures import Taken, to_take_down
from schoolsocial.governance.evidence.parts import Part, Span, here
from schoolsocial.governance.indicators import deadlines, incidents
from schoolsocial.governance.queries import evidence as queries
from schoolsocial.governance.told import Told

_KINDS = (incidents.INDICATOR.code, deadlines.INDICATOR.code)


def takedowns(span: Span) -> Part:
    found = to_take_down(span.school, span.since, span.until)
    return Part(
        "take-downs",
        "Take-downs",
        "A post that had to come down because a child in it might no longer be shown. Which post "
        "it was is left out.",
        ("Reason came up", "Due", "Gone", "In time"),
        [(here(one.opened_at), here(one.due_at), here(one.done_at), _in_time(one, span.as_of))
         for one in found],
    )  # fmt: skip


def _in_time(one: Taken, now: datetime) -> str:
    if one.done_at is None:
        return "Late, and not gone yet" if now > one.due_at else "Not due yet"
    return "Yes" if one.done_at <= one.due_at else "No"


def removals(span: Span) -> Part:
    found = queries.removals(span.school, span.since, span.until)
    return Part(
        "proofs-of-removal",
        "Proofs of removal",
        "A post that somebody had deleted, and when X, asked for it, no longer had it. The SHA-256 "
        "prove later what it was.",
        ("Reason", "Reason came up", "Deletion asked for", "By", "Account", "Gone from X",
         "SHA-256 of the words", "SHA-256 of the pictures"),
        [
            (
                one.get_why_display(),
                here(one.since),
                here(one.asked_at),
                one.asked_by.name if one.asked_by else "School Social",
                one.tweet.account.handle,
                here(one.gone_at),
                one.text_sha256,
                "\n".join(one.picture_sha256s),
            )
            for one in found
        ],
    )  # fmt: skip


def counts(found: Sequence[Told]) -> Part:
    """The lines of the dashboard, so that no incident is told in two ways."""
    return Part(
        "incidents",
        "Incidents",
        "How many incidents of a kind there were, told as on the governors’ dashboard.",
        ("About", "What", "Number", "Standing"),
        [
            (one.title, line.name, line.value, line.verdict.label if line.verdict else "")
            for one in found
            if one.indicator.code in _KINDS
            for line in one.reading.lines
        ],
    )
