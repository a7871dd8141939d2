"""Answers are added, never changed, and one query says who may be shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from consent.actions import answers, purposes
from consent.models import Answer, Consent, NeverPublish, Pupil, RegisterChange
from consent.presenters import overview
from consent.queries import classes
from consent.queries.showing import may_all_be_shown, standing_of, standings, standings_among
from consent.standing import Reason
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from schoolsocial.tenancy import scope
from tests.cast import in_scope, run_sql
from tests.consent.families import NOW, TODAY, answer, make_guardian, make_pupil


def test_yes_of_a_parent_shows_the_child(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        answer(pupil, "yes", make_guardian(pupil), by=office)

        assert standing_of([pupil.pk], day=TODAY)[pupil.pk].may_be_shown


def test_answer_to_another_question_is_no_answer(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        answer(pupil, "yes", make_guardian(pupil), by=office, purpose="website")

        assert standing_of([pupil.pk], day=TODAY)[pupil.pk].reason is Reason.NO_REPLY


def test_child_of_another_school_has_no_standing(
    school: School, other_school: School, office: Person
) -> None:
    with in_scope(other_school.pk):
        stranger = make_pupil(other_school)

    with in_scope(school.pk):
        assert standing_of([stranger.pk], day=TODAY) == {}
        assert not may_all_be_shown([stranger.pk], day=TODAY)


def test_yes_of_who_has_lost_parental_responsibility_counts_no_more(
    school: School, office: Person
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        answer(pupil, "yes", make_guardian(pupil), by=office)

        pupil.guardianships.update(parental_responsibility=False)

        standing = standing_of([pupil.pk], day=TODAY)[pupil.pk]
        assert standing.reason is Reason.NO_RESPONSIBILITY


def test_safeguarding_lead_outweighs_every_yes_until_lifted(
    school: School, office: Person, dsl: Person
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        answer(pupil, "yes", make_guardian(pupil), by=office)
        for is_set in (True, False):
            NeverPublish.objects.create(
                school=school, pupil=pupil, is_set=is_set, reason=b"", by=dsl, at=NOW
            )
            assert standing_of([pupil.pk], day=TODAY)[pupil.pk].may_be_shown is not is_set


def test_whole_school_stands_as_each_of_its_children(
    school: School, office: Person, dsl: Person
) -> None:
    codes = ["social-media", "website"]
    with in_scope(school.pk):
        pupils = [make_pupil(school) for _ in range(4)]
        for pupil, said in zip(pupils[:3], ("yes", "no", "yes"), strict=True):
            answer(pupil, said, make_guardian(pupil), by=office)
        NeverPublish.objects.create(
            school=school, pupil=pupils[2], is_set=True, reason=b"", by=dsl, at=NOW
        )

        found = standings_among(Pupil.objects.filter(school=school), codes, day=TODAY)

        assert found == standings([pupil.pk for pupil in pupils], codes, day=TODAY)
        assert [found["social-media"][pupil.pk].reason for pupil in pupils] == [
            Reason.AGREED,
            Reason.REFUSED,
            Reason.DO_NOT_PUBLISH,
            Reason.NO_REPLY,
        ]


def test_overview_asks_the_database_five_times(
    school: School, office: Person, django_assert_num_queries: Any
) -> None:
    with in_scope(school.pk):
        for _ in range(3):
            pupil = make_pupil(school)
            answer(pupil, "yes", make_guardian(pupil), by=office)

        with django_assert_num_queries(5):
            shown = overview.present(school, TODAY)

        assert str(shown.whole[0].tally) == "3 yes · 0 limited · 0 no · 0 no reply"


def test_withdrawal_counts_at_once_and_leaves_word(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        mother = make_guardian(pupil)
        answer(pupil, "yes", mother, by=office)

        answers.withdraw(
            pupil=pupil,
            purposes=purposes.of(school),
            guardian=mother,
            method=Consent.Method.PHONE,
            by=office,
            now=NOW + timedelta(minutes=1),
        )

        assert standing_of([pupil.pk], day=TODAY)[pupil.pk].reason is Reason.WITHDRAWN
        kinds = RegisterChange.objects.filter(pupil=pupil, handled_at=None)
        assert kinds.filter(kind="withdrawal").count() == len(purposes.of(school))


def test_answer_leaves_an_event_without_names(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        consent = answer(pupil, "yes", make_guardian(pupil), by=office)

        event = Event.objects.get(verb="consent.recorded")
        assert event.payload == {
            "consent": consent.pk,
            "purpose": "social-media",
            "method": "paper",
        }


def test_stranger_cannot_answer_for_a_child(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil, other = make_pupil(school), make_pupil(school, "Josh")
        stranger = make_guardian(other)

        with pytest.raises(answers.NotAGuardian):
            answer(pupil, "yes", stranger, by=office)


def test_answer_from_tomorrow_is_refused(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)

        with pytest.raises(answers.NotYet):
            answer(pupil, "no", by=office, given_on=TODAY + timedelta(days=1))


def test_limits_and_a_limited_yes_belong_together(school: School, office: Person) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        mother = make_guardian(pupil)

        for given, limits in (("limited", ()), ("yes", ("no-name",))):
            with pytest.raises(answers.LimitsMissing):
                answer(pupil, given, mother, by=office, limits=limits)


@pytest.mark.parametrize(
    "change",
    [
        "answer = 'maybe'",
        "answer = 'limited'",
        "limits = '{no-name}'",
        "method = 'rumour'",
        "is_withdrawal = true",
        "expires_on = given_on - 1",
    ],
)
def test_database_refuses_an_answer_that_makes_no_sense(
    school: School, office: Person, change: str
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        answer(pupil, Answer.YES, make_guardian(pupil), by=office)
        column, value = change.split(" = ")
        columns = [
            str(field.column) for field in Consent._meta.concrete_fields if field.column != "id"
        ]
        values = [value if name == column else name for name in columns]

        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql(
                f"INSERT INTO consent_consent ({', '.join(columns)})"
                f" SELECT {', '.join(values)} FROM consent_consent"
            )


@pytest.mark.parametrize(
    "statement", ["UPDATE consent_consent SET answer = 'no'", "DELETE FROM consent_consent"]
)
def test_database_changes_no_answer(school: School, office: Person, statement: str) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        answer(pupil, "yes", make_guardian(pupil), by=office)

        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(statement)


def test_register_of_another_school_is_out_of_reach(
    school: School, other_school: School, office: Person
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        answer(pupil, "yes", make_guardian(pupil), by=office)

    with scope.school(other_school.pk):
        assert run_sql("SELECT count(*) FROM consent_consent") == [(0,)]


def test_first_of_many_found_are_the_first_of_the_register(school: School) -> None:
    with in_scope(school.pk):
        for place in reversed(range(classes.MOST_FOUND + 5)):
            make_pupil(school, "Art", f"Brown {place:02}")
        called_first = make_pupil(school, "Art", "Brown zz")
        Pupil.objects.filter(pk=called_first.pk).update(preferred_surname="aa")

        found = classes.found(school, "art", timezone.localdate())

    surnames = [pupil.preferred_surname or pupil.legal_surname for pupil in found]
    expected = [f"Brown {place:02}" for place in range(classes.MOST_FOUND - 1)]
    assert surnames == ["aa", *expected]
