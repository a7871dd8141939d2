"""What went wrong and what had to come down, with their clocks. No post and no words."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

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
        gettext("Take-downs"),
        gettext("A post that had to come down because a child in it might no longer be shown. "
                "Which post it was is left out."),
        (gettext("Reason came up"), gettext("Due"), gettext("Gone"), gettext("In time")),
        [(here(one.opened_at), here(one.due_at), here(one.done_at), _in_time(one, span.as_of))
         for one in found],
    )  # fmt: skip


def _in_time(one: Taken, now: datetime) -> str:
    if one.done_at is None:
        return gettext("Late, and not gone yet") if now > one.due_at else gettext("Not due yet")
    return gettext("Yes") if one.done_at <= one.due_at else gettext("No")


def removals(span: Span) -> Part:
    found = queries.removals(span.school, span.since, span.until)
    return Part(
        "proofs-of-removal",
        gettext("Proofs of removal"),
        gettext("A post that somebody had deleted, and when X, asked for it, no longer had it. "
                "The SHA-256 prove later what it was."),
        (gettext("Reason"), gettext("Reason came up"), gettext("Deletion asked for"),
         gettext("By"), gettext("Account"), gettext("Gone from X"),
         gettext("SHA-256 of the words"), gettext("SHA-256 of the pictures")),
        [
            (
                one.get_why_display(),
                here(one.since),
                here(one.asked_at),
                one.asked_by.name if one.asked_by else gettext("School Social"),
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
        gettext("Incidents"),
        gettext("How many incidents of a kind there were, told as on the governors’ dashboard."),
        (gettext("About"), gettext("What"), gettext("Number"), gettext("Standing")),
        [
            (one.title, line.name, line.value, line.verdict.label if line.verdict else "")
            for one in found
            if one.indicator.code in _KINDS
            for line in one.reading.lines
        ],
    )
