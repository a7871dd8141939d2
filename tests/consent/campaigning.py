"""A campaign and a family's way through its page, for tests."""

from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from consent import academic_year, family_keys
from consent.actions import campaigns
from consent.actions.campaigns import Plan
from consent.models import Campaign, FamilyLink, Guardian, Pupil
from schoolsocial.accounts.models import Person, School

BORN = date(2018, 3, 27)
QUESTIONS = {
    "social-media": "May we show your child on the school’s social media?",
    "website": "May we show your child on the school’s website?",
}


def a_day_to_close(now: datetime) -> date:
    """In four weeks, or on the last day of the academic year."""
    today = academic_year.day_of(now)
    last = academic_year.last_day(academic_year.academic_year(today))
    return min(today + timedelta(days=28), last)


def plan(now: datetime, **changed: Any) -> Plan:
    given: dict[str, Any] = {
        "questions": QUESTIONS,
        "addition": "",
        "closes_on": a_day_to_close(now),
        "reminder_days": [7, 14],
    }
    return Plan(**{**given, **changed})


def start(school: School, by: Person, now: datetime | None = None, **changed: Any) -> Campaign:
    now = now or timezone.now()
    return campaigns.start(school=school, by=by, plan=plan(now, **changed), now=now)


def opened(school: School, by: Person, now: datetime | None = None, **changed: Any) -> Campaign:
    """A campaign that has been opened to the families there are."""
    campaign = start(school, by, now, **changed)
    return campaigns.open_to_families(campaign=campaign, by=by, now=now or timezone.now())


def link_of(guardian: Guardian) -> FamilyLink:
    """The link this parent or carer holds now."""
    return FamilyLink.objects.select_related("school", "guardian", "campaign__wording").get(
        guardian=guardian, revoked_at=None
    )


def path_of(link: FamilyLink) -> str:
    token = family_keys.token_of(link)
    assert token
    return f"/f/{token}/"


def birthday(day: date = BORN) -> dict[str, str]:
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def let_in(link: FamilyLink, born_on: date = BORN) -> Client:
    """A phone that has opened the link and answered the second question."""
    phone = Client()
    phone.post(path_of(link))
    response = phone.post("/f/check/", birthday(born_on))
    assert response.status_code == 302, response.content.decode()
    return phone


def given(pupil: Pupil, seen: int = 0, **answers: str) -> dict[str, Any]:
    """What the form sends; ``social_media="yes"``."""
    sent: dict[str, Any] = {"seen": str(seen)}
    for name, answer in answers.items():
        sent[f"answer-{pupil.pk}-{name.replace('_', '-')}"] = answer
    return sent
