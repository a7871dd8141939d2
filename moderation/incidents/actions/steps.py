"""Doing what the playbook asks for. The software reports nothing to anybody: people do."""

from datetime import datetime

from django.db import transaction

from moderation.incidents import record, words
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Incident, IncidentStep
from moderation.incidents.playbook import TOLD, Does
from schoolsocial.accounts.models import Person


class AlreadySettled(Refusal):
    """Somebody else was quicker, or the incident is closed."""

    def __init__(self) -> None:
        super().__init__("That step is settled already. The page shows by whom.")


class ReasonMissing(Refusal):
    """A step that is not needed has a reason; one that tells an authority says whom and when."""


def settle(
    *,
    incident: Incident,
    step: IncidentStep,
    result: IncidentStep.Result,
    said: str,
    reference: str,
    by: Person,
    now: datetime,
) -> IncidentStep:
    """Mark a step of the incident as done, or as not needed.

    Raises ``AlreadySettled``, ``ReasonMissing``, ``words.Shut``.
    """
    said = said.strip()
    if not said and result == IncidentStep.Result.NOT_NEEDED:
        raise ReasonMissing("Say why the step is not needed.")
    if not said and step.does in TOLD:
        raise ReasonMissing("Say whom you told, when, and what they said.")
    with transaction.atomic():
        rows = IncidentStep.objects.select_related("incident").select_for_update(
            of=("self", "incident")
        )
        step = rows.get(pk=step.pk, incident=incident)
        if step.done_at is not None or not step.incident.is_open:
            raise AlreadySettled
        step.result, step.done_at, step.done_by = result, now, by
        step.save(update_fields=["result", "done_at", "done_by"])
        record.add(
            step.incident,
            Entry.Kind.STEP,
            by=by,
            now=now,
            what=step.does if result == IncidentStep.Result.DONE else "not-needed",
            said=words.seal(step.incident, f"{step.words}\n{said}".strip()),
            reference=reference,
        )
    return step


def settle_kept(*, incident: Incident, by: Person, now: datetime) -> None:
    """Evidence was kept: the step that asks for it is done, where it waits."""
    waiting = IncidentStep.objects.filter(incident=incident, does=Does.PRESERVE).waiting()
    step = waiting.first()
    if step is not None and incident.is_open:
        done = IncidentStep.Result.DONE
        settle(incident=incident, step=step, result=done, said="", reference="", by=by, now=now)
