"""Handing incidents out leaves a line with each, and an event."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.incidents import record
from moderation.incidents.actions import reading
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Incident
from schoolsocial.accounts.models import Person

MOST = 50


class BadChoice(Refusal):
    """Some incidents are chosen, and not too many."""


def refuse_too_many(incidents: Sequence[Incident]) -> None:
    """Raises ``BadChoice`` where none is chosen, or too many."""
    if not 1 <= len(incidents) <= MOST:
        raise BadChoice(
            gettext("Tick the incidents first: one, or up to {most}.").format(most=MOST)
        )


def note(*, incidents: Sequence[Incident], what: str, by: Person, now: datetime) -> None:
    """Put on record that somebody is about to save these. ``what``: "pdf", "csv" or "letter".

    Raises ``BadChoice``.
    """
    refuse_too_many(incidents)
    with transaction.atomic():
        for incident in incidents:
            reading.read(incident=incident, by=by, now=now)
            if incident.disposed_at is None:
                record.add(incident, Entry.Kind.EXPORTED, by=by, now=now, what=what)
