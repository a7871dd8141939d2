"""Proposing, recording and confirming through the actions: who, when, and who is told."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from policy.actions import drafting, ratification
from policy.actions.steps import ChangedMeanwhile
from policy.models import PolicyVersion
from policy.workflow import NotPossible, State, Verb
from schoolsocial.accounts.models import Letter, Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit.models import Event
from tests.cast import in_scope, make_person
from tests.policy.versions import begin, confirm, propose, ratify, ratify_next, record

NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def draft(school: School, head: Person) -> PolicyVersion:
    return begin(school, head)


def letters_of(school: School, kind: str) -> set[str]:
    with in_scope(school.pk):
        return set(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def test_proposing_tells_the_governors_and_not_the_proposer(
    draft: PolicyVersion, school: School, head: Person, governor: Person, teacher: Person
) -> None:
    propose(draft, head, summary="Names are safer.")

    assert letters_of(school, "policy-proposed") == {governor.email}


def test_recording_asks_the_governors_to_confirm(
    draft: PolicyVersion, school: School, governor: Person
) -> None:
    both = make_person(school, Role.SLT, Role.GOVERNOR)

    record(propose(draft, both), both)

    assert letters_of(school, "policy-recorded") == {governor.email}


def test_confirming_tells_the_owner_and_who_recorded(
    draft: PolicyVersion, school: School, head: Person, deputy: Person, governor: Person
) -> None:
    admin = make_person(school, Role.ADMIN)
    confirm(record(propose(draft, head), deputy), governor)

    assert letters_of(school, "policy-ratified") == {head.email, deputy.email}
    assert admin.email not in letters_of(school, "policy-ratified")


def test_dispute_strikes_the_record_out_and_tells_why(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    recorded = record(propose(draft, head), head)

    with in_scope(school.pk):
        disputed = ratification.dispute(
            version=recorded, by=governor, comment="It was minute 13.", now=NOW
        )
        last = disputed.steps.told().last()

    assert (disputed.state, disputed.ratified_on) == (State.PROPOSED, None)
    assert last is not None
    assert (last.verb, last.comment) == (Verb.DISPUTE, "It was minute 13.")
    assert letters_of(school, "policy-disputed") == {head.email}


def test_nobody_confirms_their_own_record(draft: PolicyVersion, school: School) -> None:
    both = make_person(school, Role.SLT, Role.GOVERNOR)
    recorded = record(propose(draft, both), both)

    with pytest.raises(ratification.OwnRecord, match="Another governor"):
        confirm(recorded, both)


def test_confirming_anew_needs_somebody_else_than_the_new_recorder(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    both = make_person(school, Role.SLT, Role.GOVERNOR)
    recorded = record(propose(draft, head), head)
    with in_scope(school.pk):
        ratification.dispute(version=recorded, by=governor, comment="Wrong day", now=NOW)
    again = record(recorded, both)

    with pytest.raises(ratification.OwnRecord):
        confirm(again, both)
    assert confirm(again, governor).state == State.RATIFIED


def test_empty_version_is_not_proposed(draft: PolicyVersion, school: School, head: Person) -> None:
    with in_scope(school.pk):
        for clause in draft.clauses.all():
            drafting.remove(clause=clause, by=head, revision=clause.revision, now=NOW)

    with pytest.raises(ratification.NothingToPropose):
        propose(draft, head)


def test_words_changed_since_they_were_read_are_not_proposed(
    draft: PolicyVersion, school: School, head: Person, deputy: Person
) -> None:
    with in_scope(school.pk):
        drafting.rename(version=draft, by=deputy, title="Other", revision=0, now=NOW)

        with pytest.raises(ChangedMeanwhile):
            ratification.propose(version=draft, by=head, summary="S", revision=0, now=NOW)


@pytest.mark.parametrize(
    ("ratified", "in_force", "review", "words"),
    [
        (
            TODAY + timedelta(days=1),
            TODAY + timedelta(days=1),
            TODAY + timedelta(days=9),
            "to come",
        ),
        (TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=9), "or later"),
        (TODAY, TODAY, TODAY, "after the day"),
        (TODAY, TODAY + timedelta(days=180 * 365), date(2300, 1, 1), "Look at the year"),
        (TODAY, TODAY, date(9999, 12, 31), "Look at the year"),
    ],
)
def test_record_with_impossible_days_is_refused(
    draft: PolicyVersion,
    school: School,
    head: Person,
    ratified: date,
    in_force: date,
    review: date,
    words: str,
) -> None:
    proposed = propose(draft, head)

    with in_scope(school.pk), pytest.raises(ratification.ImpossibleDates, match=words):
        ratification.record(
            version=proposed,
            by=head,
            ratified_on=ratified,
            minute_reference="M",
            in_force_from=in_force,
            review_on=review,
            seen=proposed.steps.last_id(),
            now=NOW,
        )


def test_version_that_would_never_count_is_refused(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    ratify(draft, head, governor, in_force_from=TODAY + timedelta(days=30))
    second = propose(begin(school, head), head)

    with pytest.raises(ratification.ImpossibleDates, match="Version 1 is in force from"):
        record(second, head, in_force_from=TODAY + timedelta(days=29))


def test_taken_back_version_can_be_changed_again(
    draft: PolicyVersion, school: School, head: Person
) -> None:
    propose(draft, head)

    with in_scope(school.pk):
        back = ratification.take_back(version=draft, by=head, now=NOW)
        renamed = drafting.rename(
            version=back, by=head, title="Better", revision=back.revision, now=NOW
        )

    assert renamed.title == "Better"


def test_withdrawn_version_leaves_its_number_and_room_for_the_next(
    draft: PolicyVersion, school: School, head: Person
) -> None:
    with in_scope(school.pk):
        ratification.withdraw(version=draft, by=head, now=NOW)

    assert begin(school, head).number == draft.number + 1


def test_what_was_proposed_anew_meanwhile_is_not_recorded_unseen(
    draft: PolicyVersion, school: School, head: Person, deputy: Person
) -> None:
    propose(draft, head)
    with in_scope(school.pk):
        seen = draft.steps.last_id()
        back = ratification.take_back(version=draft, by=deputy, now=NOW)
        drafting.rename(version=back, by=deputy, title="No rules", revision=back.revision, now=NOW)
    again = propose(back, deputy)

    with pytest.raises(ChangedMeanwhile):
        record(again, head, seen=seen)


def test_record_made_anew_meanwhile_is_not_confirmed_unseen(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    recorded = record(propose(draft, head), head)
    other = make_person(school, Role.GOVERNOR)
    with in_scope(school.pk):
        seen = recorded.steps.last_id()
        disputed = ratification.dispute(version=recorded, by=other, comment="Wrong day", now=NOW)
    again = record(disputed, head)

    with in_scope(school.pk), pytest.raises(ChangedMeanwhile):
        ratification.confirm(version=again, by=governor, seen=seen, now=NOW)


@pytest.mark.parametrize(
    ("verb", "more"), [("take_back", {}), ("withdraw", {}), ("confirm", {"seen": 0})]
)
def test_step_that_is_not_open_says_where_the_version_is(
    school: School, head: Person, verb: str, more: dict[str, int]
) -> None:
    ratified = ratify_next(school)

    with in_scope(school.pk), pytest.raises(NotPossible, match="This version is now: Ratified"):
        getattr(ratification, verb)(version=ratified, by=head, now=NOW, **more)


def test_each_step_is_an_audit_event_without_words(
    draft: PolicyVersion, school: School, head: Person, governor: Person
) -> None:
    ratify(draft, head, governor)

    with in_scope(school.pk):
        events = Event.objects.filter(object_type="policyversion").order_by("sequence")
        told = list(events.values_list("verb", "actor_id", "payload"))
    assert [verb for verb, _, _ in told] == [
        "policy.started",
        "policy.propose",
        "policy.record",
        "policy.confirm",
    ]
    assert told[-1] == ("policy.confirm", governor.pk, {"number": draft.number})


@pytest.mark.django_db(transaction=True)
def test_two_governors_at_once_confirm_once(school: School, head: Person) -> None:
    recorded = record(propose(begin(school, head), head), head)
    governors = [make_person(school, Role.GOVERNOR) for _ in range(2)]
    outcomes: list[str] = []

    def try_to(by: Person) -> None:
        try:
            confirm(recorded, by)
            outcomes.append("confirmed")
        except NotPossible:
            outcomes.append("too late")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to, args=(one,)) for one in governors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["confirmed", "too late"]
