"""Each constraint of this app's tables is broken once, in raw SQL.

``tests/house/test_constraints.py`` holds that none is left out. Two are looked at when the
transaction ends, by a trigger of PostgreSQL's own: they have their own tests below.
"""

import pytest
from django.db import IntegrityError, transaction

from moderation.drafts.models import (
    Attempt,
    ConsentProof,
    Decision,
    Dismissal,
    Flag,
    FlagOutcome,
    Freeze,
    Handover,
    LibraryPicture,
    LibraryTerms,
    Look,
    PlannedMessage,
    Post,
    PostPhoto,
    SafetyMessage,
    SafetyNudge,
    SafetyPlan,
    Series,
    SeriesEntry,
    Takedown,
    Trip,
    TripAnswer,
    TripClass,
    Version,
    WeeklyReminder,
    WeeklySlot,
)
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope, run_sql
from tests.drafts import threads
from tests.posts import make_post
from tests.violating import LATER, MOMENT, Violation, assert_violates, name_of

SCHEDULED = {
    "state": "scheduled",
    "scheduled_for": MOMENT,
    "not_before": MOMENT,
    "expires_at": LATER,
    "seal": "s",
}
ONE_ENDED = {"ended_at": MOMENT, "ended_by_id": 1}
DECIDED = {"author_id": 1, "by_id": 2}
APPROVED = {**DECIDED, "verdict": "approve", "seal": "s"}
HANDED = {"taken_at": MOMENT, "due_back_at": LATER}
KEPT = {"title": "Beans in pots"}
TAKEN_DOWN = {"reason": "lapsed", "opened_at": MOMENT, "due_at": LATER}

POSTS = [
    Violation("post_known_state", Post, {"state": "lost"}, {"state": "draft"}),
    Violation("post_known_kind", Post, {"kind": "advert"}, {"kind": "ordinary"}),
    Violation("post_on_x_has_tweet_id", Post, {"state": "posted"}, {"tweet_id": "1"}),
    Violation("post_scheduled_is_sealed", Post, {**SCHEDULED, "seal": ""}, {"seal": "s"}),
    Violation("post_submitted_has_time", Post, {"state": "submitted"}, {"submitted_at": MOMENT}),
    Violation(
        "post_adopted_was_not_approved_here",
        Post,
        {"adopted_at": MOMENT, "state": "posted", "tweet_id": "1", "seal": "s"},
        {"seal": ""},
    ),
    Violation("post_place_in_thread", Post, {"thread_id": 1}, {"place": 1}),
    Violation(
        "post_once_a_day",
        Post,
        {**SCHEDULED, "fingerprint": "f"},
        {"fingerprint": "g"},
        beside={**SCHEDULED, "fingerprint": "f"},
    ),
    Violation(
        "post_one_a_slot",
        Post,
        {**SCHEDULED, "slot_at": MOMENT},
        {"slot_at": LATER},
        beside={**SCHEDULED, "slot_at": MOMENT},
    ),
    Violation(
        "post_set_aside_goes_nowhere",
        Post,
        {"state": "submitted", "submitted_at": MOMENT, "set_aside_at": MOMENT},
        {"state": "returned"},
    ),
    Violation(
        "post_emergency_waits_for_no_slot",
        Post,
        {"kind": "emergency", "wishes_slot": True},
        {"wishes_slot": False},
    ),
    Violation("post_photo_once", PostPhoto, {"position": 2}, {"photo_id": 2}, beside={}),
    Violation("post_photo_at_most_four", PostPhoto, {"position": 5}, {"position": 4}),
    Violation("post_photo_known_source", PostPhoto, {"source": "found"}, {"source": ""}),
]

ATTEMPTS = [
    Violation("attempt_known_state", Attempt, {"state": "lost"}, {"state": "prepared"}),
    Violation("attempt_one_number", Attempt, {"state": "absent"}, {"number": 2}, beside={}),
    Violation(
        "attempt_one_open",
        Attempt,
        {"kind": "delete", "number": 2},
        {"state": "not_sent"},
        beside={"kind": "create"},
    ),
    Violation(
        "attempt_one_success",
        Attempt,
        {"kind": "create", "number": 2, "state": "found"},
        {"state": "ambiguous"},
        beside={"kind": "create", "state": "accepted"},
    ),
]

REVIEWS = [
    Violation("version_one_number", Version, {}, {"number": 2}, beside={}),
    Violation(
        "version_needs_an_approval", Version, {"approvals_needed": 0}, {"approvals_needed": 1}
    ),
    Violation("decision_not_on_ones_own_draft", Decision, {**APPROVED, "by_id": 1}, {"by_id": 2}),
    Violation("decision_one_approval_a_person", Decision, APPROVED, {"by_id": 3}, beside=APPROVED),
    Violation("decision_sealed_or_explained", Decision, {**APPROVED, "seal": ""}, {"seal": "s"}),
    Violation(
        "decision_sealed_or_explained",
        Decision,
        {**DECIDED, "verdict": "return", "comment": "", "seal": ""},
        {"comment": "Whose hand is that?"},
    ),
    Violation(
        "decision_sealed_or_explained",
        Decision,
        {**DECIDED, "verdict": "return", "comment": "Whose hand is that?", "seal": "s"},
        {"seal": ""},
    ),
    Violation("dismissal_once_a_person", Dismissal, {}, {"by_id": 2}, beside={}),
    Violation("dismissal_known_standing", Dismissal, {"standing": "x"}, {"standing": "dsl"}),
    Violation("dismissal_has_reason", Dismissal, {"reason": ""}, {"reason": "A poem."}),
    Violation("look_one_a_person", Look, {}, {"by_id": 2}, beside={}),
    Violation("flag_once", Flag, {}, {"key": "y"}, beside={}),
    Violation("flag_known_outcome", FlagOutcome, {"outcome": "x"}, {"outcome": "nothing"}),
    Violation(
        "flag_outcome_explained",
        FlagOutcome,
        {"outcome": "returned", "note": ""},
        {"note": "The names are to go."},
    ),
    Violation(
        "consent_proof_once",
        ConsentProof,
        {"consents": [1]},
        {"pupil_id": 2},
        beside={"consents": [1]},
    ),
    Violation("consent_proof_relies_on_answers", ConsentProof, {"consents": []}, {"consents": [1]}),
]

TAKING_DOWN = [
    Violation("takedown_one_open", Takedown, TAKEN_DOWN, {"pupil_id": 2}, beside=TAKEN_DOWN),
    Violation(
        "takedown_known_reason", Takedown, {**TAKEN_DOWN, "reason": "a whim"}, {"reason": "lapsed"}
    ),
    Violation(
        "takedown_done_has_outcome",
        Takedown,
        {**TAKEN_DOWN, "done_at": MOMENT},
        {"outcome": "removed"},
    ),
    Violation(
        "takedown_done_has_outcome", Takedown, {**TAKEN_DOWN, "outcome": "removed"}, {"outcome": ""}
    ),
    Violation(
        "takedown_due_after_opened", Takedown, {**TAKEN_DOWN, "due_at": MOMENT}, {"due_at": LATER}
    ),
    Violation("freeze_one_lasting", Freeze, {}, ONE_ENDED, beside={}),
    Violation("freeze_known_reason", Freeze, {"reason": "a whim"}, {"reason": "exams"}),
    Violation("freeze_ended_by_somebody", Freeze, {"ended_at": MOMENT}, {"ended_by_id": 1}),
]

BY_HAND = [
    Violation("handover_one_open", Handover, HANDED, {"post_id": 2}, beside=HANDED),
    Violation(
        "handover_ended_has_outcome",
        Handover,
        {**HANDED, "ended_at": MOMENT},
        {"outcome": "posted"},
    ),
    Violation(
        "handover_note_is_of_a_change",
        Handover,
        {**HANDED, "ended_at": MOMENT, "outcome": "posted", "note": "n"},
        {"outcome": "changed"},
    ),
    Violation(
        "handover_due_after_taken",
        Handover,
        {**HANDED, "due_back_at": MOMENT},
        {"due_back_at": LATER},
    ),
]

LIBRARY = [
    Violation("library_picture_shelved_once", LibraryPicture, KEPT, {"photo_id": 2}, beside=KEPT),
    Violation(
        "library_picture_use_by_to_come",
        LibraryPicture,
        {**KEPT, "use_by_set_on": LATER},
        {"use_by": LATER},
    ),
    Violation(
        "library_picture_retired_by_somebody",
        LibraryPicture,
        {**KEPT, "retired_at": MOMENT},
        {"retired_by_id": 1},
    ),
    Violation(
        "library_picture_gone_has_no_words",
        LibraryPicture,
        {**KEPT, "gone_at": MOMENT},
        {"title": ""},
    ),
    Violation(
        "library_picture_known_source", LibraryPicture, {**KEPT, "source": "found"}, {"source": ""}
    ),
    Violation("library_terms_one_a_school", LibraryTerms, {}, {"school_id": 2}, beside={}),
    Violation(
        "library_terms_have_an_end", LibraryTerms, {"pupil_months": 13}, {"pupil_months": 12}
    ),
    Violation(
        "library_terms_within_a_year", LibraryTerms, {"repeat_days": 3000}, {"repeat_days": 9}
    ),
]

PLANNING = [
    Violation("trip_has_name", Trip, {"name": ""}, {"name": "York"}),
    Violation(
        "trip_return_recorded_by_somebody", Trip, {"returned_at": MOMENT}, {"returned_by_id": 1}
    ),
    Violation("trip_class_once", TripClass, {}, {"trip_id": 2}, beside={}),
    Violation("trip_answer_once", TripAnswer, {}, {"trip_id": 2}, beside={}),
    Violation("slot_known_weekday", WeeklySlot, {"weekday": 7}, {"weekday": 6}),
    Violation("slot_ended_by_somebody", WeeklySlot, {"ended_at": MOMENT}, {"ended_by_id": 1}),
    Violation("slot_once_a_week", WeeklySlot, {}, ONE_ENDED, beside={}),
    Violation("reminder_known_weekday", WeeklyReminder, {"weekday": 7}, {"weekday": 6}),
    Violation("reminder_has_words", WeeklyReminder, {"words": ""}, {"words": "Class 3"}),
    Violation("series_has_name", Series, {"count": 2, "name": ""}, {"name": "Advent"}),
    Violation("series_of_some_length", Series, {"count": 41}, {"count": 40}),
    Violation("series_entry_one_number", SeriesEntry, {"day": LATER}, {"number": 2}, beside={}),
    Violation("series_entry_one_day", SeriesEntry, {"number": 2}, {"day": LATER}, beside={}),
    Violation("series_entry_from_one", SeriesEntry, {"number": 0}, {"number": 1}),
    Violation("safety_message_has_words", SafetyMessage, {"text": ""}, {"text": "Ask first."}),
    Violation(
        "safety_message_retired_by_somebody",
        SafetyMessage,
        {"retired_at": MOMENT},
        {"retired_by_id": 1},
    ),
    Violation(
        "safety_message_once",
        SafetyMessage,
        {"origin": "a"},
        {"origin": ""},
        beside={"origin": "a"},
    ),
    Violation("safety_plan_known_weekday", SafetyPlan, {"weekday": 7}, {"weekday": 6}),
    Violation(
        "safety_plan_known_rhythm", SafetyPlan, {"rhythm": "weeks", "weeks": None}, {"weeks": 2}
    ),
    Violation(
        "safety_plan_ended_by_somebody", SafetyPlan, {"ended_at": MOMENT}, {"ended_by_id": 1}
    ),
    Violation("safety_plan_one_going", SafetyPlan, {}, ONE_ENDED, beside={}),
    Violation("planned_message_one_a_day", PlannedMessage, {}, {"due_on": LATER}, beside={}),
    Violation("safety_nudge_once", SafetyNudge, {}, {"term_began": LATER}, beside={}),
]

VIOLATIONS = [
    *POSTS, *ATTEMPTS, *REVIEWS, *TAKING_DOWN, *BY_HAND, *LIBRARY, *PLANNING,
]  # fmt: skip
# What gives two rows one place, and what only swaps them
AT_THE_END = {
    "post_one_place": (
        "UPDATE drafts_post SET place = 1 WHERE place = 2",
        "UPDATE drafts_post SET place = 3 - place",
    ),
    "post_photo_one_place": (
        "UPDATE drafts_postphoto SET position = 1 WHERE position = 2",
        "UPDATE drafts_postphoto SET position = 3 - position",
    ),
}


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses_what_breaks_a_constraint(db: None, violation: Violation) -> None:
    assert_violates(violation)


@pytest.mark.parametrize("constraint", AT_THE_END)
def test_database_refuses_it_when_the_transaction_would_end(
    school: School, teacher: Person, constraint: str
) -> None:
    first, _ = threads.drafted(school, teacher, threads.WORDS[:2])
    make_post(school, teacher, photos=[("Beans", False), ("Peas", False)], account=first.account)
    twice, swapped = AT_THE_END[constraint]

    with in_scope(school.pk):
        with pytest.raises(IntegrityError) as refusal:
            now_or_never(twice)
        now_or_never(swapped)

    assert name_of(refusal.value) == constraint


def now_or_never(statement: str) -> None:
    """One statement, with everything looked at that waits for the transaction's end."""
    with transaction.atomic():
        run_sql(statement)
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")
