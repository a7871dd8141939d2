"""Who agreed and who is trained, as a leader sees it; and the questions as a teacher does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.forms import BoundField

from policy.forms.standing import AgreementForm
from policy.models import Agreement, PolicyVersion, Training
from policy.presenters.document import clause_rows
from policy.queries import standing, versions
from policy.understanding import Scenario
from schoolsocial.accounts.models import Person, School


@dataclass(frozen=True, slots=True)
class Asked:
    """One draft to judge, beside its answers."""

    number: int
    scenario: Scenario
    field: BoundField


@dataclass(frozen=True, slots=True)
class Row:
    """One person: when they agreed, and until when they are trained."""

    name: str
    agreed_at: datetime | None
    course: str
    trained_until: date | None
    lapsed: bool


def reading(version: PolicyVersion, person: Person, form: AgreementForm) -> dict[str, object]:
    """The version to read, the questions about it, and whether this person agreed already."""
    return {
        "version": version,
        "clauses": clause_rows(version),
        "form": form,
        "asked": asked(form),
        "agreement": version.agreements.filter(person=person).first(),
    }


def asked(form: AgreementForm) -> Iterator[Asked]:
    """The questions in order."""
    for number, (name, question) in enumerate(form.questions.items(), 1):
        yield Asked(number, question.scenario, form[name])


def rows(school: School, version: PolicyVersion, day: date) -> list[Row]:
    """Everybody who drafts, in three queries whatever their number."""
    agreed = dict(Agreement.objects.filter(version=version).values_list("person_id", "at"))
    last = {
        training.person_id: training
        for training in Training.objects.order_by("person_id", "recorded_at", "id")
    }
    return [
        _row(place.person.name, agreed.get(place.person_id), last.get(place.person_id), day)
        for place in standing.drafters(school)
    ]


def rows_of(school: School, day: date) -> list[Row]:
    """The same by the version in force that day; nobody where there is none."""
    version = versions.counting(school, day)
    return rows(school, version, day) if version else []


def _row(name: str, agreed_at: datetime | None, last: Training | None, day: date) -> Row:
    if last is None:
        return Row(name, agreed_at, "", None, lapsed=False)
    return Row(name, agreed_at, last.course, last.counts_until, last.counts_until < day)
