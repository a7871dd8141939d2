"""A mention as a leader reads it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters.times import short
from moderation.mentions import words
from moderation.mentions.actions.deciding import link_of
from moderation.mentions.models import Mention, MentionWatch
from moderation.mentions.queries import mentions as queries
from schoolsocial.accounts import together
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.together import Done

_TROUBLES = {
    "rate-limited": _("X asks to wait"),
    "no-credit": _("the credit with X is used up"),
    "no-budget": _("the school’s budget for X is spent"),
    "not-signed-in": _("X no longer accepts the connection"),
    "refused": _("X refused"),
    "no-answer": _("X did not answer"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """``said`` is empty where only the incident has the words now; ``url`` is its place on X.
    ``passed_on``: a person copied it, X told nothing of it.
    """

    mention: Mention
    said: str
    who: str
    kind: str
    at: str
    decided: str
    url: str
    passed_on: bool


def row(mention: Mention) -> Row:
    """Raises ``words.Shut``."""
    by, at = mention.decided_by, mention.decided_at
    return Row(
        mention=mention,
        said=words.unseal(mention),
        who=f"@{mention.handle}" if mention.handle else "",
        kind=_kind(mention),
        at=short(mention.posted_at),
        decided=f"{by.name}, {short(at)}" if by and at else "",
        url=link_of(mention),
        passed_on=not mention.author_id and mention.state != Mention.State.INCIDENT,
    )


def _kind(mention: Mention) -> str:
    said = gettext("A reply to @{handle}") if mention.is_reply else gettext("To @{handle}")
    return said.format(handle=mention.account.handle)


def title(mention: Mention) -> str:
    """One of them in a list of few words: who wrote it, and when."""
    one = row(mention)
    return f"{one.who or one.kind}, {one.at}"


def done(place: Membership, stamp: str) -> Done | None:
    """What was set aside at that moment, for as long as it is."""
    at = together.moment_of(stamp)
    number = len(queries.set_aside_at(place, at)) if at else 0
    if not number:
        return None
    told = ngettext(
        "{number} mention needs nothing. What is set aside is deleted when its time is over.",
        "{number} mentions need nothing. What is set aside is deleted when its time is over.",
        number,
    ).format(number=number)
    return Done(told, reverse("mentions:undo_together", args=[place.school.slug]), stamp)


def reading(watch: MentionWatch) -> str:
    """How far an account has been read, in one sentence."""
    handle = f"@{watch.account.handle}"
    if watch.trouble:
        reason = _TROUBLES.get(watch.trouble, _TROUBLES["no-answer"])
        told = gettext("{handle}: not read just now, {reason}.").format(
            handle=handle, reason=reason
        )
    elif watch.read_at is None:
        told = gettext("{handle}: not read yet.").format(handle=handle)
    else:
        told = gettext("{handle}: read {time}.").format(handle=handle, time=short(watch.read_at))
    if watch.cut_at:
        more = gettext("On {time} there were more than X tells; older ones are missing.")
        told = f"{told} {more.format(time=short(watch.cut_at))}"
    return told
