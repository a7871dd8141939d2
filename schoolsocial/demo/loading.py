"""Filling the demo: schools, people, rolls, policies, accounts on the sandbox."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils import timezone

from consent.models import Pupil, SchoolClass
from moderation.mentions.jobs import reading
from moderation.mentions.models import Mention
from policy import packs
from policy.actions import standing as standing_actions
from policy.actions import versions as policies
from policy.models import PolicyVersion
from policy.queries import standing
from schoolsocial.accounts.models import Membership, Person, School, Term
from schoolsocial.demo import asking, control, planning, registering, storying, trusting
from schoolsocial.demo.data.families import ASKED_BY_CAMPAIGN
from schoolsocial.demo.data.mentions import MENTIONS
from schoolsocial.demo.data.pupils import pupils
from schoolsocial.demo.data.schools import (
    ASKING,
    PASSWORD,
    PLATFORM_ADMIN,
    SCHOOLS,
    TERMS,
    DemoSchool,
)
from schoolsocial.governance.jobs import counting
from schoolsocial.tenancy import scope
from schoolsocial.x.actions import accounts

ACADEMIC_YEAR = 2026


def load(now: datetime) -> None:
    """Make the demo's schools where they are missing, and connect them to the sandbox."""
    for index, demo in enumerate(SCHOOLS):
        if not School.objects.filter(slug=demo.slug).exists():
            _make(demo, offset=index * 11, now=now)
        _connect(School.objects.get(slug=demo.slug), demo, now)
    if not Person.objects.filter(email=PLATFORM_ADMIN).exists():
        _person(PLATFORM_ADMIN, "Teresa Vaughan", is_platform_admin=True)
    for demo in SCHOOLS:
        storying.tell(School.objects.get(slug=demo.slug), demo, now)
        _be_written_to(School.objects.get(slug=demo.slug), demo)
        planning.plan(School.objects.get(slug=demo.slug), now)
    asking.ask(School.objects.get(slug=ASKING.slug), ASKING.domain, now)
    trusting.gather(now)
    for school in School.objects.order_by("pk"):
        counting.count(school.pk, now)


def _make(demo: DemoSchool, *, offset: int, now: datetime) -> None:
    school = School.objects.create(
        slug=demo.slug,
        name=demo.name,
        handle=demo.handle,
        require_second_factor=demo.second_factor,
    )
    with scope.school(school.pk):
        for staff in demo.staff:
            person = _person(f"{staff.login}@{demo.domain}", staff.name)
            Membership.objects.create(school=school, person=person, roles=list(staff.roles))
        Term.objects.bulk_create(
            Term(school=school, name=term.name, starts_on=term.starts_on, ends_on=term.ends_on)
            for term in TERMS
        )
        _fill_roll(school, offset)
        registering.register(school, now, but=ASKED_BY_CAMPAIGN if demo is ASKING else ())
        _make_ready(demo, _adopt_policy(school, demo, now), now)


def _person(email: str, name: str, **fields: bool) -> Person:
    person = Person.objects.create_user(email, PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _fill_roll(school: School, offset: int) -> None:
    classes: dict[str, SchoolClass] = {}
    for pupil in pupils(offset):
        if pupil.class_name not in classes:
            classes[pupil.class_name] = SchoolClass.objects.create(
                school=school, name=pupil.class_name, academic_year=ACADEMIC_YEAR
            )
        Pupil.objects.create(
            school=school,
            admission_number=pupil.admission_number,
            legal_forename=pupil.forename,
            legal_surname=pupil.surname,
            year_group=pupil.year_group,
            school_class=classes[pupil.class_name],
        )


def _adopt_policy(school: School, demo: DemoSchool, now: datetime) -> PolicyVersion:
    pack = packs.load(demo.pack)
    return policies.adopt_pack(
        school=school,
        slug=demo.pack,
        by=None,
        ratified_on=pack.established_on,
        in_force_from=pack.established_on,
        review_on=pack.review_on,
        now=now,
    )


def _make_ready(demo: DemoSchool, version: PolicyVersion, now: datetime) -> None:
    """Whoever drafts was trained and agreed to the policy, but for a newcomer."""
    waiting = {f"{staff.login}@{demo.domain}" for staff in demo.staff if not staff.ready}
    drafters = [place.person for place in standing.drafters(version.school)]
    ready = [person for person in drafters if person.email not in waiting]
    taken_on = TERMS[0].starts_on
    leader = next(person for person in ready if person.email.startswith("head@"))
    for person in ready:
        standing_actions.agree(version=version, by=person, now=now)
    standing_actions.record_training(
        school=version.school,
        people=ready,
        course="Posting safely",
        taken_on=min(taken_on, timezone.localdate(now)),
        counts_until=taken_on.replace(year=taken_on.year + 1),
        by=leader,
        now=now,
    )


def _be_written_to(school: School, demo: DemoSchool) -> None:
    """Once: mentions stay on the sandbox, and are read from there."""
    with scope.school(school.pk):
        if Mention.objects.exists():
            return
    for author, text in MENTIONS:
        control.mention(author, demo.handle, text)
    reading.begin()
    for school_id, watch_id in reading.due():
        reading.read(school_id, watch_id)


def _connect(school: School, demo: DemoSchool, now: datetime) -> None:
    x_user_id, tokens = control.account(demo.handle, demo.name)
    with scope.school(school.pk):
        accounts.connect(
            school=school,
            by=None,
            handle=demo.handle,
            name=demo.name,
            x_user_id=x_user_id,
            tokens=tokens,
            now=now,
        )
