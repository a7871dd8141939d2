"""A step of the playbook that is done by what was done elsewhere."""

from datetime import datetime

from moderation.incidents import record, words
from moderation.incidents.models import Entry, Incident, IncidentStep
from moderation.incidents.playbook import Does
from schoolsocial.accounts.models import Person


def settle_first(*, incident: Incident, does: Does, by: Person, now: datetime) -> None:
    """The first step of this kind that waits is done, where the incident is open. Joins the
    caller's transaction.
    """
    waiting = IncidentStep.objects.filter(incident=incident, does=does).waiting()
    step = waiting.select_for_update(of=("self",)).order_by("position").first()
    if step is not None and incident.is_open:
        settle(incident, step, IncidentStep.Result.DONE, by=by, now=now)


def settle(
    incident: Incident,
    step: IncidentStep,
    result: IncidentStep.Result,
    *,
    said: str = "",
    reference: str = "",
    by: Person,
    now: datetime,
) -> None:
    """Mark the step, whose row the caller holds, and leave its line."""
    step.result, step.done_at, step.done_by = result, now, by
    step.save(update_fields=["result", "done_at", "done_by"])
    record.add(
        incident,
        Entry.Kind.STEP,
        by=by,
        now=now,
        what=step.does if result == IncidentStep.Result.DONE else "not-needed",
        said=words.seal(incident, f"{step.words}\n{said}".strip()),
        reference=reference,
    )
