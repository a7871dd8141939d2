"""A campaign under way in the demo: families asked, a few answers in, letters to print."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from consent.academic_year import academic_year, last_day
from consent.actions import campaigns, purposes, replies
from consent.actions.replies import Choice
from consent.models import Answer, Campaign, FamilyLink, Guardian, Guardianship, Pupil
from consent.queries import own_answers
from schoolsocial.accounts.models import Person, School
from schoolsocial.demo.data.families import FAMILIES, DemoFamily
from schoolsocial.tenancy import scope

_AGES = {"R": 4}
_WEEKS = timedelta(days=28)


def ask(school: School, domain: str, now: datetime) -> None:
    """Open the demo's campaign, unless the school has had one."""
    with scope.school(school.pk):
        if Campaign.objects.filter(school=school).exists():
            return
        pupils = list(Pupil.objects.filter(school=school).order_by("admission_number"))
        _date([pupil for pupil in pupils if pupil.born_on is None], now)
        told = [(_guardian(family, pupils, domain), family) for family in FAMILIES]
        office = Person.objects.get(email=f"office@{domain}")
        campaign = campaigns.start(school=school, by=office, plan=_plan(school, now), now=now)
        campaigns.open_to_families(campaign=campaign, by=office, now=now)
        for guardian, family in told:
            if family.answer:
                _answer(guardian, Answer(family.answer), now)


def _date(pupils: list[Pupil], now: datetime) -> None:
    """Dates of birth that fit the year groups, where the roll has none."""
    year = timezone.localdate(now).year
    for place, pupil in enumerate(pupils):
        age = _AGES.get(pupil.year_group) or int(pupil.year_group) + _AGES["R"]
        pupil.born_on = date(year - age - 1, 10, 1 + place % 28)
    Pupil.objects.bulk_update(pupils, ["born_on"])


def _guardian(family: DemoFamily, pupils: list[Pupil], domain: str) -> Guardian:
    guardian = Guardian.objects.create(
        school_id=pupils[0].school_id,
        name=family.name,
        email=f"{family.login}@families.{domain}" if family.login else "",
        language=family.language,
    )
    for place in family.places:
        Guardianship.objects.create(
            school_id=guardian.school_id,
            pupil=pupils[place],
            guardian=guardian,
            relationship="parent" if family.responsible else "foster-carer",
            parental_responsibility=family.responsible,
            first_contact=True,
        )
    return guardian


def _plan(school: School, now: datetime) -> campaigns.Plan:
    today = timezone.localdate(now)
    return campaigns.Plan(
        questions={one.code: one.question for one in purposes.of(school)},
        addition="The summer play and sports day are always photographed.",
        closes_on=min(today + _WEEKS, last_day(academic_year(today))),
        reminder_days=[7, 14, 21],
    )


def _answer(guardian: Guardian, answer: Answer, now: datetime) -> None:
    link = FamilyLink.objects.select_related("campaign__wording").get(guardian=guardian)
    choices = [
        Choice(pupil, purpose, answer)
        for pupil in guardian.pupils.all()
        for purpose in own_answers.purposes(link.campaign)
    ]
    replies.give(link=link, choices=choices, language=guardian.language, seen=0, now=now)
