"""A person says what a mention is: nothing to do, something to thank for, or an incident."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.facts import roll_of
from moderation.incidents import opening
from moderation.incidents.actions import evidence
from moderation.incidents.actions.evidence import Seen
from moderation.incidents.models import Incident
from moderation.incidents.opening import Report
from moderation.mentions import words
from moderation.mentions.errors import Refusal
from moderation.mentions.models import Mention
from policy.facts import Facts
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit


class AlreadyDecided(Refusal):
    """Somebody else was quicker, or what was written is gone."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Somebody has looked at it already, or it is no longer kept here.")
        )


class NotSetAside(Refusal):
    """Only what needed nothing is looked at again, and only while it is kept."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "It is thanked for, an incident, new already, or no longer kept here, so "
                "it stays as it is."
            )
        )


class NamesSomebody(Refusal):
    """Governors read words only where no child is named."""


_SAID = _("Written to @{handle} on X. What was written stands in the evidence.")


def fine(*, mention: Mention, by: Person, now: datetime) -> Mention:
    """There is nothing to do about it. Raises ``AlreadyDecided``."""
    with transaction.atomic():
        mention = _locked(mention)
        _decide(mention, Mention.State.FINE, by, now)
    return mention


def fine_together(*, mentions: Sequence[Mention], by: Person, now: datetime) -> int:
    """There is nothing to do about these; how many of them somebody else had decided already."""
    late = 0
    with transaction.atomic():
        for mention in sorted(mentions, key=lambda one: one.pk):
            try:
                fine(mention=mention, by=by, now=now)
            except AlreadyDecided:
                late += 1
    return late


def look_again(*, mention: Mention, by: Person, now: datetime) -> None:
    """What needed nothing is new again. Raises ``NotSetAside``."""
    with transaction.atomic():
        rows = Mention.objects.select_for_update(of=("self",)).filter(pk=mention.pk)
        held = rows.filter(state=Mention.State.FINE, let_go_at=None).first()
        if held is None:
            raise NotSetAside
        held.state, held.decided_by, held.decided_at = Mention.State.NEW, None, None
        held.save(update_fields=["state", "decided_by", "decided_at"])
        _record(held, "mention.again", by, now)


def thank(
    *, mention: Mention, how: Mention.Thanked, for_governors: bool, by: Person, now: datetime
) -> Mention:
    """Somebody was thanked, outside X. ``for_governors``: they may read its words, which whoever
    decides has read and in which no child is named.

    Raises ``AlreadyDecided``, ``NamesSomebody``, ``words.Shut``.
    """
    with transaction.atomic():
        mention = _locked(mention)
        if for_governors:
            _refuse_names(mention)
        mention.thanked_how, mention.for_governors = how, for_governors
        _decide(mention, Mention.State.THANKED, by, now, "thanked_how", "for_governors")
    return mention


def make_incident(
    *, mention: Mention, category: str, said: str, by: Person, now: datetime
) -> Incident:
    """Open an incident about it. What was written is kept as evidence first, as it was read; after
    that only the incident has it.

    Raises ``AlreadyDecided``, ``words.Shut``, and what ``opening.report`` raises.
    """
    with transaction.atomic():
        mention = _locked(mention)
        told = _SAID.format(handle=mention.account.handle)
        report = Report(
            category=category,
            words=f"{told}\n{said}".strip(),
            handle=mention.handle,
            x_user_id=mention.author_id,
            link=link_of(mention),
            account=mention.account,
        )
        incident = opening.report(school=mention.school, report=report, by=by, now=now)
        seen = Seen(seen_at=mention.seen_at, link=link_of(mention), words=words.unseal(mention))
        evidence.keep(incident=incident, seen=seen, by=by, now=now)
        mention.incident, mention.words, mention.handle = incident, b"", ""
        mention.author_id = ""
        given = ("incident", "words", "handle", "author_id")
        _decide(mention, Mention.State.INCIDENT, by, now, *given)
    return incident


def link_of(mention: Mention) -> str:
    """Where it stands on X."""
    return f"{settings.X_PUBLIC_URL}/{mention.handle or 'i'}/status/{mention.tweet_id}"


def _refuse_names(mention: Mention) -> None:
    facts = Facts(
        text=words.unseal(mention),
        photos=(),
        roll=roll_of(mention.school),
        account_handle=mention.account.handle,
    )
    if facts.names:
        raise NamesSomebody(
            gettext(
                "A word in it is also the name of a child on the roll. Leave the tick "
                "out: governors then see that there was one, and not its words."
            )
        )


def _locked(mention: Mention) -> Mention:
    rows = Mention.objects.select_for_update(of=("self",)).select_related("account", "school")
    found = rows.filter(pk=mention.pk).first()
    if found is None or found.state != Mention.State.NEW or found.let_go_at is not None:
        raise AlreadyDecided
    return found


def _decide(
    mention: Mention, state: Mention.State, by: Person, now: datetime, *fields: str
) -> None:
    mention.state, mention.decided_by, mention.decided_at = state, by, now
    mention.save(update_fields=["state", "decided_by", "decided_at", *fields])
    _record(mention, f"mention.{state.value}", by, now)


def _record(mention: Mention, verb: str, by: Person, now: datetime) -> None:
    audit.record(school_id=mention.school_id, by=by.pk, verb=verb, subject=mention, at=now)
