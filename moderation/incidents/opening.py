"""Opening an incident, for whoever reports one and for the jobs that notice one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from moderation.drafts.models import Post
from moderation.incidents import clocks, linking, record, telling, words
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Incident, IncidentStep
from moderation.incidents.playbook import Playbook, shipped
from moderation.incidents.queries.playbooks import steps_for
from schoolsocial.accounts.models import Person, School
from schoolsocial.x.models import Account

LONGEST_WORDS = 4000


class NothingSaid(Refusal):
    """A report says in words what happened."""


class UnknownKind(Refusal):
    """There is no such kind of incident."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody, or the software, has to say. ``handle`` without the @, ``link`` on X.
    ``account`` is the school's own that was written to, ``x_user_id`` X's number of whoever wrote.

    ``is_known``: those who look after incidents have been told of it in another way.
    """

    category: str
    words: str
    handle: str = ""
    link: str = ""
    post: Post | None = None
    account: Account | None = None
    x_user_id: str = ""
    is_confidential: bool = False
    is_known: bool = False


def report(*, school: School, report: Report, by: Person | None, now: datetime) -> Incident:
    """Open an incident with the steps of its playbook, and tell those who handle it.

    Raises ``NothingSaid``, ``UnknownKind``, ``words.Shut``.
    """
    playbook = shipped().get(report.category)
    if playbook is None:
        raise UnknownKind(gettext("Choose what kind of incident it is."))
    said = report.words.strip()[:LONGEST_WORDS]
    if not said:
        raise NothingSaid(gettext("Say in a few words what happened."))
    with transaction.atomic():
        incident = _open(school, report, playbook, by, now)
        sealed = words.seal(incident, said)
        record.add(incident, Entry.Kind.REPORTED, by=by, now=now, what=report.category, said=sealed)
        _take_steps(incident, now)
        if incident.handle:
            linking.link(incident, incident.handle, x_user_id=report.x_user_id, by=None, now=now)
        if not report.is_known:
            telling.reported(incident, now)
    return incident


def _open(
    school: School, report: Report, playbook: Playbook, by: Person | None, now: datetime
) -> Incident:
    return Incident.objects.create(
        school=school,
        category=playbook.code,
        severity=playbook.severity,
        is_confidential=playbook.confidential or report.is_confidential,
        handle=report.handle.removeprefix("@")[:15],
        link=report.link[:200],
        post=report.post,
        account=report.account,
        reported_by=by,
        reported_at=now,
        clock=playbook.clock,
        due_at=clocks.due(playbook.clock, now),
    )


def _take_steps(incident: Incident, now: datetime) -> None:
    IncidentStep.objects.bulk_create(
        IncidentStep(
            school_id=incident.school_id,
            incident=incident,
            position=position,
            who=step.who,
            does=step.does,
            words=step.words,
            due_at=now + timedelta(hours=step.within),
        )
        for position, step in enumerate(steps_for(incident.school, incident.category), start=1)
    )
