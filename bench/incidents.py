"""Ten thousand incidents of a school: the list's last page beside its first, for two readers."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import scratch
from bench.timing import Row, compared
from moderation.drafts.queries import pages
from moderation.incidents.models import Incident, IncidentStep
from moderation.incidents.playbook import Does, Severity, Who, shipped
from moderation.incidents.queries import incidents
from moderation.incidents.queries.incidents import Filter
from schoolsocial.accounts.actions import people as persons
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.tenancy import scope

MANY = 10_000
STEPS = 5
OPEN_EVERY, HIDDEN_EVERY, OWNED_EVERY = 4, 10, 50
"""One of so many is still open, is confidential, is the reader's own."""
LAST_PAGE, QUESTIONS = 1.5, 15
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads the list, in words and as a member."""

    is_called: str
    member: Membership


def rows() -> list[Row]:
    """Milliseconds of a page, and questions to the database."""
    with scratch.database():
        school = School.objects.create(slug="bench-incidents", name="Bench School")
        lead, leader = _member(school, Role.DSL), _member(school, Role.SLT)
        with scope.school(school.pk):
            _write(school, leader.person)
        _settle_down()
        readers = Reader("the safeguarding lead", lead), Reader("a leader", leader)
        lists = [(who, Filter(state=state)) for who in readers for state in ("open", "")]
        lists.append((readers[1], Filter(state="", mine=True)))
        with scope.school(school.pk):
            return [_deep(who, wanted) for who, wanted in lists] + [_asked(leader)]


def _member(school: School, role: Role) -> Membership:
    person = persons.create(email=f"{role}@bench.example", name=str(role.label), password=None)
    with scope.school(school.pk):
        member = Membership.objects.create(school=school, person=person, roles=[role])
    member.school = school
    return member


def _write(school: School, owner: Person) -> None:
    now = timezone.now()
    kinds, severities = sorted(shipped()), Severity.values
    made = Incident.objects.bulk_create(
        _incident(
            number,
            school=school,
            category=kinds[number % len(kinds)],
            severity=severities[number % len(severities)],
            owner=owner if number % OWNED_EVERY == 0 else None,
            closed_by=owner if number % OPEN_EVERY else None,
            at=now - timedelta(hours=number),
        )
        for number in range(MANY)
    )
    IncidentStep.objects.bulk_create(
        [_step(incident, place, owner, now) for incident in made for place in range(STEPS)],
        batch_size=5_000,
    )


def _incident(number: int, *, at: datetime, closed_by: Person | None, **given: Any) -> Incident:
    return Incident(
        reported_at=at,
        is_confidential=number % HIDDEN_EVERY == 0,
        outcome=Incident.Outcome.RESOLVED if closed_by else Incident.Outcome.OPEN,
        closed_at=at if closed_by else None,
        closed_by=closed_by,
        **given,
    )


def _step(incident: Incident, place: int, by: Person, now: datetime) -> IncidentStep:
    done = not incident.is_open or place == 0
    return IncidentStep(
        school_id=incident.school_id,
        incident=incident,
        position=place,
        who=Who.values[0],
        does=Does.values[0],
        words="Keep what was written, before anything else is done.",
        due_at=now,
        result=IncidentStep.Result.DONE if done else IncidentStep.Result.OPEN,
        done_at=now if done else None,
        done_by=by if done else None,
    )


def _settle_down() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE incidents_incident, incidents_incidentstep")


def _deep(who: Reader, wanted: Filter) -> Row:
    cursor = _of_the_last_page(who.member, wanted)
    last, first = compared(
        partial(incidents.listed, who.member, wanted, cursor),
        partial(incidents.listed, who.member, wanted, ""),
    )
    which = "own" if wanted.mine else wanted.state or "all"
    return Row(
        what=f"incidents ({which}) of {MANY:,}, last page for {who.is_called}",
        unit="ms",
        ours=last.median,
        spread=last.spread,
        peer=first.median,
        peer_spread=first.spread,
        peer_is="the first page",
        at_most=LAST_PAGE,
    )


def _of_the_last_page(member: Membership, wanted: Filter) -> str:
    """The cursor that leads to the oldest twenty-five."""
    rows = incidents.all_listed(member, wanted)
    before = rows.order_by("reported_at", "id")[pages.SIZE]
    micros = (before.reported_at - _EPOCH) // timedelta(microseconds=1)
    return f"a{micros}-{before.pk}"


def _asked(leader: Membership) -> Row:
    with CaptureQueriesContext(connection) as asked:
        incidents.listed(leader, Filter(), "")
    return Row(
        what="questions to the database for a page of incidents",
        unit="",
        ours=len(asked),
        at_most=QUESTIONS,
    )
