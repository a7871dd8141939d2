"""Who agreed, who is trained, and who therefore may draft."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from policy import understanding
from policy.actions import standing as actions
from policy.actions import versions
from policy.models import Agreement, ClauseRule, PolicyVersion, Training
from policy.queries import ruleset_of, standing
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import as_owner, client_of, in_scope, make_person, make_school, run_sql
from tests.posts import adopt_policy

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
AGREE = "/st-catherine/policy/agree/"
TRAINING = "/st-catherine/policy/training/"


@pytest.fixture
def school() -> School:
    return make_school("st-catherine")


@pytest.fixture
def teacher(school: School) -> Person:
    return make_person(school, Role.TEACHER, name="Nadia Khan")


@pytest.fixture
def head(school: School) -> Person:
    return make_person(school, Role.SLT, name="Helen Marsh")


def version_with(school: School, *rules: str) -> PolicyVersion:
    """A policy in force whose first clause sets these rules, all of them blocking."""
    with in_scope(school.pk):
        now = timezone.now()
        person = make_person(school, Role.ADMIN)
        version = versions.start_blank(school=school, title="Policy", by=person, now=now)
        clause = version.clauses.create(school=school, number="1.1", text="Be kind.", position=0)
        ClauseRule.objects.bulk_create(
            ClauseRule(school=school, clause=clause, rule=rule, severity="block") for rule in rules
        )
        with as_owner(without_triggers=True):
            PolicyVersion.objects.filter(pk=version.pk).update(
                state="ratified",
                ratified_on=TODAY - timedelta(days=9),
                minute_reference="GB 4.2",
                in_force_from=TODAY - timedelta(days=9),
                review_on=TODAY + timedelta(days=99),
            )
        version.refresh_from_db()
    return version


def train(school: School, person: Person, by: Person, until: date) -> list[Training]:
    with in_scope(school.pk):
        return actions.record_training(
            school=school,
            people=[person],
            course="Online safety",
            taken_on=TODAY - timedelta(days=400),
            counts_until=until,
            by=by,
            now=timezone.now(),
        )


def answers(version: PolicyVersion, person: Person, *, wrong: bool = False) -> dict[str, str]:
    with in_scope(version.school_id):
        asked = understanding.questions(ruleset_of(version), salt=f"{version.pk}:{person.pk}")
    return {
        f"question-{q.scenario.slug}": "yes" if q.may_go_out is not wrong else "no" for q in asked
    }


def test_nothing_keeps_a_teacher_where_the_policy_asks_for_nothing(
    school: School, teacher: Person
) -> None:
    version_with(school, "length")

    with in_scope(school.pk):
        assert standing.obstacles(school, teacher, TODAY) == ()


def test_without_a_policy_nobody_drafts(school: School, teacher: Person) -> None:
    with in_scope(school.pk):
        (obstacle,) = standing.obstacles(school, teacher, TODAY)

    assert "no ratified policy in force" in obstacle.sentence


def test_who_has_not_agreed_is_told_where_to(school: School, teacher: Person) -> None:
    version_with(school, "agreed-policy")

    with in_scope(school.pk):
        (obstacle,) = standing.obstacles(school, teacher, TODAY)
        with pytest.raises(standing.MayNotDraft, match="have not yet agreed"):
            standing.refuse([obstacle])

    assert obstacle.page == "policy_agree"


def test_who_agreed_may_draft_until_the_next_version(school: School, teacher: Person) -> None:
    version = version_with(school, "agreed-policy")

    with in_scope(school.pk):
        actions.agree(version=version, by=teacher, now=timezone.now())
        assert standing.obstacles(school, teacher, TODAY) == ()
    version_with(school, "agreed-policy")
    with in_scope(school.pk):
        (obstacle,) = standing.obstacles(school, teacher, TODAY)

    assert "Version 2" in obstacle.sentence


def test_training_counts_through_its_last_day(
    school: School, teacher: Person, head: Person
) -> None:
    version_with(school, "trained")
    with in_scope(school.pk):
        assert "No training" in standing.obstacles(school, teacher, TODAY)[0].sentence

    train(school, teacher, head, until=TODAY)

    with in_scope(school.pk):
        assert standing.obstacles(school, teacher, TODAY) == ()
        (lapsed,) = standing.obstacles(school, teacher, TODAY + timedelta(days=1))
    assert "counted until 21 November 2026" in lapsed.sentence


def test_what_was_recorded_last_counts(school: School, teacher: Person, head: Person) -> None:
    version_with(school, "trained")
    train(school, teacher, head, until=TODAY + timedelta(days=300))

    train(school, teacher, head, until=TODAY - timedelta(days=1))

    with in_scope(school.pk):
        assert len(standing.obstacles(school, teacher, TODAY)) == 1


def test_agreeing_twice_is_agreeing_once(school: School, teacher: Person) -> None:
    version = adopt_policy(school, agreed=False)

    with in_scope(school.pk):
        for _ in range(2):
            actions.agree(version=version, by=teacher, now=timezone.now())
        assert Agreement.objects.count() == 1
        assert Event.objects.filter(verb="policy.agreed").count() == 1


def test_a_draft_of_the_policy_cannot_be_agreed_to(school: School, teacher: Person) -> None:
    with in_scope(school.pk):
        draft = versions.start_blank(school=school, title="P", by=teacher, now=timezone.now())

        with pytest.raises(actions.NotRatified):
            actions.agree(version=draft, by=teacher, now=timezone.now())


@pytest.mark.parametrize(
    ("taken", "until", "words"),
    [
        (timezone.localdate() + timedelta(days=2), date(2030, 1, 1), "still to come"),
        (date(2026, 9, 1), date(2026, 8, 1), "at least until the day"),
    ],
)
def test_impossible_days_are_refused(
    school: School, teacher: Person, head: Person, taken: date, until: date, words: str
) -> None:
    with in_scope(school.pk), pytest.raises(actions.ImpossibleTraining, match=words):
        actions.record_training(
            school=school,
            people=[teacher],
            course="Course",
            taken_on=taken,
            counts_until=until,
            by=head,
            now=timezone.now(),
        )


def test_training_of_a_stranger_is_refused(school: School, head: Person) -> None:
    stranger = make_person(make_school("hunts-cross"), Role.TEACHER)

    with in_scope(school.pk), pytest.raises(actions.ImpossibleTraining, match="no longer works"):
        actions.record_training(
            school=school,
            people=[stranger],
            course="Course",
            taken_on=date(2026, 1, 1),
            counts_until=date(2027, 1, 1),
            by=head,
            now=timezone.now(),
        )


@pytest.mark.parametrize(
    "statement",
    ["UPDATE policy_agreement SET at = now()", "DELETE FROM policy_agreement"],
)
def test_an_agreement_is_never_changed(school: School, teacher: Person, statement: str) -> None:
    version = adopt_policy(school, agreed=False)
    with in_scope(school.pk):
        actions.agree(version=version, by=teacher, now=timezone.now())
        with pytest.raises(DatabaseError), as_owner(), transaction.atomic():
            run_sql(statement)


def test_training_that_ends_before_its_course_is_refused_by_the_database(
    school: School, teacher: Person, head: Person
) -> None:
    values: dict[str, Any] = {"person": teacher, "recorded_by": head, "course": "Course"}
    with (
        in_scope(school.pk),
        pytest.raises(DatabaseError, match="training_counts_after_course"),
        transaction.atomic(),
    ):
        Training.objects.create(
            school=school,
            taken_on=TODAY,
            counts_until=TODAY - timedelta(days=1),
            recorded_at=timezone.now(),
            **values,
        )


def test_right_answers_and_the_promise_are_an_agreement(school: School, teacher: Person) -> None:
    version = adopt_policy(school, agreed=False)

    response = client_of(teacher).post(AGREE, {**answers(version, teacher), "promise": "on"})

    assert response.status_code == 302
    with in_scope(school.pk):
        assert Agreement.objects.get().person == teacher


def test_a_wrong_answer_is_explained_by_its_clause(school: School, teacher: Person) -> None:
    version = adopt_policy(school, agreed=False)
    given = {**answers(version, teacher, wrong=True), "promise": "on"}

    response = client_of(teacher).post(AGREE, given)

    assert response.status_code == 200
    assert "Look again." in response.content.decode()
    assert "Clause " in response.content.decode()
    with in_scope(school.pk):
        assert not Agreement.objects.exists()


def test_answers_without_the_promise_are_no_agreement(school: School, teacher: Person) -> None:
    version = adopt_policy(school, agreed=False)

    response = client_of(teacher).post(AGREE, answers(version, teacher))

    assert "Tick this once you have read the policy." in response.content.decode()
    with in_scope(school.pk):
        assert not Agreement.objects.exists()


def test_who_agreed_sees_no_questions(school: School, teacher: Person) -> None:
    version = adopt_policy(school, agreed=False)
    with in_scope(school.pk):
        actions.agree(version=version, by=teacher, now=timezone.now())

    page = client_of(teacher).get(AGREE).content.decode()

    assert "You have agreed" in page
    assert "Five questions" not in page


def test_leader_sees_who_agreed_and_who_is_trained(
    school: School, teacher: Person, head: Person
) -> None:
    version = adopt_policy(school, agreed=False)
    with in_scope(school.pk):
        actions.agree(version=version, by=head, now=timezone.now())
    train(school, teacher, head, until=TODAY - timedelta(days=50))

    page = client_of(head).get(TRAINING).content.decode()

    assert page.index("Helen Marsh") < page.index("Nadia Khan")
    assert "Agreed to version 1" in page
    assert "<strong>Has not agreed</strong> to version 1" in page
    assert "<strong>Training over</strong>" in page


def test_leader_records_a_course_for_several(
    school: School, teacher: Person, head: Person, client: Client
) -> None:
    given = {
        "people": [teacher.pk, head.pk],
        "course": "Online safety",
        "taken_on": "2026-09-01",
        "counts_until": "2027-09-01",
    }

    response = client_of(head).post(f"{TRAINING}record/", given)

    assert response.status_code == 302
    with in_scope(school.pk):
        assert Training.objects.count() == 2
        assert Event.objects.filter(verb="training.recorded").count() == 2


def test_a_course_of_today_is_offered_as_a_calendar_reads_it(school: School, head: Person) -> None:
    page = client_of(head).get(f"{TRAINING}record/").content.decode()

    assert f'name="taken_on" value="{timezone.localdate().isoformat()}"' in page


def test_one_person_recorded_is_not_people(school: School, teacher: Person, head: Person) -> None:
    given = {
        "people": [teacher.pk],
        "course": "Online safety",
        "taken_on": "2026-09-01",
        "counts_until": "2027-09-01",
    }

    page = client_of(head).post(f"{TRAINING}record/", given, follow=True).content.decode()

    assert "Recorded for one person." in page


def test_a_course_still_to_come_keeps_what_was_typed(
    school: School, teacher: Person, head: Person
) -> None:
    given = {
        "people": [teacher.pk],
        "course": "Far ahead",
        "taken_on": "2040-09-01",
        "counts_until": "2041-09-01",
    }

    page = client_of(head).post(f"{TRAINING}record/", given).content.decode()

    assert "still to come" in page
    assert 'value="Far ahead"' in page
