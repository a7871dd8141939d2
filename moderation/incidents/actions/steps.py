"""Doing what the playbook asks for. The software reports nothing to anybody: people do."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from moderation.incidents import settling
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.playbook import TOLD
from schoolsocial.accounts.models import Person


class AlreadySettled(Refusal):
    """Somebody else was quicker, or the incident is closed."""

    def __init__(self) -> None:
        super().__init__(gettext("That step is settled already. The page shows by whom."))


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
        raise ReasonMissing(gettext("Say why the step is not needed."))
    if not said and step.does in TOLD:
        raise ReasonMissing(gettext("Say whom you told, when, and what they said."))
    with transaction.atomic():
        rows = IncidentStep.objects.select_related("incident").select_for_update(
            of=("self", "incident")
        )
        step = rows.get(pk=step.pk, incident=incident)
        if step.done_at is not None or not step.incident.is_open:
            raise AlreadySettled
        settling.settle(step.incident, step, result, said=said, reference=reference, by=by, now=now)
    return step
