"""What becomes of an incident: noted, given to somebody, weighed, closed, opened again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, ngettext

from moderation.incidents import record, telling, words
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Incident, IncidentStep
from moderation.incidents.playbook import Severity
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission

LONGEST_NOTE = 4000


class Closed(Refusal):
    """Somebody closed it in the meantime."""

    def __init__(self) -> None:
        super().__init__(gettext("This incident is closed. Open it again to change something."))


class NothingSaid(Refusal):
    """A note or a reason has words."""


class NotAHandler(Refusal):
    """Only a senior leader or a safeguarding lead can look after an incident."""


class StepsLeft(Refusal):
    """What the playbook asks for is done, or somebody says that it is not needed."""


class NoClock(Refusal):
    """No law counts the days of this one, or its time was met already."""


def note(*, incident: Incident, said: str, by: Person, now: datetime) -> Entry:
    """Write something down. Raises ``NothingSaid``, ``words.Shut``."""
    said = _words(said, gettext("Write the note first."))
    with transaction.atomic():
        incident = _locked(incident)
        sealed = words.seal(incident, said)
        return record.add(incident, Entry.Kind.NOTE, by=by, now=now, said=sealed)


def give_to(*, incident: Incident, owner: Person, by: Person, now: datetime) -> Incident:
    """Let somebody look after it; they then see it, confidential or not.

    Raises ``Closed``, ``NotAHandler``.
    """
    handling = Membership.objects.able_to(Permission.HANDLE_INCIDENTS)
    if not handling.filter(person=owner).exists():
        raise NotAHandler(gettext("Choose a senior leader or a safeguarding lead of the school."))
    with transaction.atomic():
        incident = _locked_open(incident)
        incident.owner = owner
        incident.save(update_fields=["owner"])
        record.add(incident, Entry.Kind.OWNER, by=by, now=now)
        if owner != by:
            telling.given(incident, now)
    return incident


def weigh(*, incident: Incident, severity: Severity, by: Person, now: datetime) -> Incident:
    """Say how grave it is. Raises ``Closed``."""
    with transaction.atomic():
        incident = _locked_open(incident)
        incident.severity = severity
        incident.save(update_fields=["severity"])
        record.add(incident, Entry.Kind.SEVERITY, by=by, now=now, what=severity.value)
    return incident


def make_confidential(*, incident: Incident, by: Person, now: datetime) -> Incident:
    """From now on safeguarding leads, the head and its owner alone see it. Raises ``Closed``."""
    with transaction.atomic():
        incident = _locked_open(incident)
        incident.is_confidential = True
        incident.save(update_fields=["is_confidential"])
        record.add(incident, Entry.Kind.CONFIDENTIAL, by=by, now=now)
    return incident


def meet_clock(
    *, incident: Incident, said: str, reference: str, by: Person, now: datetime
) -> Incident:
    """What the law wants was done, or need not be, as the words say.

    Raises ``Closed``, ``NoClock``, ``NothingSaid``, ``words.Shut``.
    """
    said = _words(said, gettext("Say what was done and when, or why it need not be."))
    with transaction.atomic():
        incident = _locked_open(incident)
        if incident.due_at is None or incident.met_at is not None:
            raise NoClock(gettext("There is nothing left to do here: its time was met."))
        incident.met_at = now
        incident.save(update_fields=["met_at"])
        sealed = words.seal(incident, said)
        record.add(
            incident, Entry.Kind.MET, by=by, now=now, what=incident.clock, said=sealed,
            reference=reference,
        )  # fmt: skip
    return incident


def close(
    *, incident: Incident, outcome: Incident.Outcome, said: str, by: Person, now: datetime
) -> Incident:
    """End it, with what came of it. Raises ``Closed``, ``StepsLeft``, ``NothingSaid``,
    ``words.Shut``.
    """
    said = _words(said, gettext("Write down what came of it."))
    with transaction.atomic():
        incident = _locked_open(incident)
        _refuse_steps_left(incident)
        incident.outcome, incident.closed_at, incident.closed_by = outcome, now, by
        incident.save(update_fields=["outcome", "closed_at", "closed_by"])
        sealed = words.seal(incident, said)
        record.add(incident, Entry.Kind.CLOSED, by=by, now=now, what=outcome.value, said=sealed)
    return incident


def reopen(*, incident: Incident, said: str, by: Person, now: datetime) -> Incident:
    """Go on with a closed one. Raises ``NothingSaid``, ``words.Shut``."""
    said = _words(said, gettext("Say why it is opened again."))
    with transaction.atomic():
        incident = _locked(incident)
        incident.outcome, incident.closed_at, incident.closed_by = "", None, None
        incident.save(update_fields=["outcome", "closed_at", "closed_by"])
        sealed = words.seal(incident, said)
        record.add(incident, Entry.Kind.REOPENED, by=by, now=now, said=sealed)
    return incident


def _refuse_steps_left(incident: Incident) -> None:
    left = IncidentStep.objects.filter(incident=incident).waiting().count()
    if left:
        told = ngettext(
            "{number} step is neither done nor marked as not needed.",
            "{number} steps are neither done nor marked as not needed.",
            left,
        )
        raise StepsLeft(told.format(number=left))
    if incident.due_at is not None and incident.met_at is None:
        raise StepsLeft(gettext("The law’s time is still running. Say first how it was met."))


def _locked(incident: Incident) -> Incident:
    rows = Incident.objects.select_related("school", "owner").select_for_update(of=("self",))
    found = rows.get(pk=incident.pk)
    record.refuse_destroyed(found)
    return found


def _locked_open(incident: Incident) -> Incident:
    found = _locked(incident)
    if not found.is_open:
        raise Closed
    return found


def _words(said: str, otherwise: str) -> str:
    said = said.strip()[:LONGEST_NOTE]
    if not said:
        raise NothingSaid(otherwise)
    return said
