"""The demo's families and their answers, through the product's own actions."""

from collections.abc import Collection
from datetime import datetime

from consent.academic_year import LONDON, academic_year, day_of
from consent.actions import answers, guardians, never_publish, purposes
from consent.actions.answers import Reply
from consent.actions.guardians import Carer
from consent.models import Answer, Consent, Guardian, Pupil, Purpose, RegisterChange
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.demo.data import families
from schoolsocial.demo.data.families import DemoAnswer

ASKED = ("social-media", "website")


def register(school: School, now: datetime, *, but: Collection[int] = ()) -> None:
    """A mother for every child, what she answered, a disagreement and a protected child.

    ``but`` are places of the roll whose families are told of elsewhere.
    """
    office = _holder(school, Role.OFFICE)
    year = academic_year(day_of(now))
    signed = min(datetime(year, 9, 10, 9, tzinfo=LONDON), now)
    asked = [purposes.named(school, code) for code in ASKED]
    for number, pupil in enumerate(Pupil.objects.filter(school=school).order_by("id")):
        if number in but:
            continue
        name, language = families.mother_of(number, pupil.legal_surname)
        carer = Carer(name, "mother", parental_responsibility=True, language=language)
        mother = guardians.add(pupil=pupil, carer=carer, by=office, now=signed)
        said = families.answer_of(number)
        if said.answer:
            _answer(pupil, asked, _reply(said, mother, signed), office, signed)
        if number == families.CONFLICT:
            father = Carer(
                families.father_of(number, pupil.legal_surname),
                "father",
                parental_responsibility=True,
            )
            other = guardians.add(pupil=pupil, carer=father, by=office, now=signed)
            refusal = _reply(DemoAnswer("no"), other, signed)
            _answer(pupil, asked[:1], refusal, office, signed)
        if number == families.NEVER_PUBLISH:
            lead = _holder(school, Role.DSL)
            never_publish.protect(pupil=pupil, reason=families.REASON, by=lead, now=signed)
    # There is no post yet that any of this could stop
    RegisterChange.objects.filter(school=school).update(handled_at=signed)


def _reply(said: DemoAnswer, guardian: Guardian, now: datetime) -> Reply:
    return Reply(
        answer=Answer(said.answer),
        given_on=day_of(now),
        method=Consent.Method.PAPER,
        guardian=guardian,
        limits=frozenset(said.limits),
        language=guardian.language,
    )


def _answer(pupil: Pupil, asked: list[Purpose], reply: Reply, by: Person, now: datetime) -> None:
    for purpose in asked:
        answers.record(pupil=pupil, purpose=purpose, reply=reply, by=by, now=now)


def _holder(school: School, role: Role) -> Person:
    return Membership.objects.filter(school=school).holding(role).order_by("id")[0].person
