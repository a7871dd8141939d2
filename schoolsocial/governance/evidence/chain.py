"""The school's audit chain worked out again, as ``manage.py verify_audit`` does."""

from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import gettext, ngettext

from schoolsocial.audit import queries
from schoolsocial.audit.chain import Verification
from schoolsocial.governance.evidence.parts import Part, Span


@dataclass(frozen=True, slots=True)
class Chain:
    """``head`` is the digest of the last event, "" where there is none; ``troubles`` counts what is
    not as it was written."""

    events: int
    head: str
    troubles: int

    @property
    def found(self) -> str:
        if self.troubles:
            return ngettext(
                "Not as it was written: {count} trouble",
                "Not as it was written: {count} troubles",
                self.troubles,
            ).format(count=f"{self.troubles:,}")
        return gettext("All as it was written")


def verified(span: Span) -> Chain:
    """The chain up to the span's last event. The school's own scope shows no other chain."""
    walk = Verification()
    events = takewhile(lambda event: event.sequence <= span.events, queries.stored_events())
    troubles = sum(1 for _ in walk.troubles(events))
    head = walk.heads.get(span.school.pk)
    return Chain(walk.counted, head.digest if head else "", troubles)


def result(chain: Chain) -> Part:
    return Part(
        "audit-chain",
        gettext("Audit chain"),
        gettext("The record of who did what, each event sealed with the one before it."),
        (gettext("What"), gettext("As found")),
        [
            (gettext("Result"), chain.found),
            (gettext("Events looked at"), f"{chain.events:,}"),
            (gettext("Digest of the last event (SHA-256)"), chain.head),
        ],
    )
