"""Each trigger on this app's tables says no once, in raw SQL, alone.

The other triggers of its table are off meanwhile, and so is all that would have said no first.
``tests/house/test_constraints.py`` holds that none is left out.
"""

from collections.abc import Mapping
from typing import Any

import pytest

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
    Post,
    PostPhoto,
    Thread,
    Trip,
    Version,
)
from schoolsocial.x.models import Account
from tests.violating import LATER, MOMENT, Refused, assert_refuses

POST = {"id": 1, "author_id": 1, "account_id": 1}
WAITING = {**POST, "state": "submitted", "submitted_at": MOMENT}
QUEUED = {
    **POST,
    "state": "scheduled",
    "seal": "s",
    "scheduled_for": MOMENT,
    "not_before": MOMENT,
    "expires_at": LATER,
}
ON_X = {**POST, "state": "posted", "tweet_id": "1", "posted_at": MOMENT}
ADOPTED = {**ON_X, "adopted_at": MOMENT, "text": "Fair."}
COLLEAGUES = {"id": 1, "x_user_id": "1", "kind": "staff", "owner_id": 2}
BY_HAND = {"id": 1, "posts_by": "hand"}
APPROVAL = {"author_id": 1, "by_id": 2, "verdict": "approve", "seal": "s"}
HANDED = {"taken_at": MOMENT, "due_back_at": LATER}
JUDGED = {"outcome": "nothing"}
PROOF = {"consents": [1]}
KEPT = {"title": "Beans in pots"}
MUCH_LATER = LATER.replace(year=2040)


def statement(table: str, trigger: str, *there: tuple[Any, Mapping[str, Any]], sql: str) -> Refused:
    return Refused(f"drafts_{table}", trigger, there, sql)


def inserting(
    table: str, trigger: str, row: tuple[Any, Mapping[str, Any]], *there: tuple[Any, Any]
) -> Refused:
    return Refused(f"drafts_{table}", trigger, there, row)


OF_POSTS = [
    statement("post", "guard", (Post, POST), sql="SET state = 'posted', tweet_id = '1'"),
    inserting("post", "guard_insert", (Post, WAITING)),
    statement("post", "guard_adopted", (Post, ON_X), sql="SET adopted_at = now()"),
    inserting("post", "guard_adopted_insert", (Post, {**ADOPTED, "state": "removed"})),
    inserting("post", "guard_seen", (Post, ADOPTED)),
    statement("post", "guard_approval", (Post, WAITING), sql="SET state = 'approved'"),
    statement(
        "post",
        "guard_enough_approvals",
        (Post, WAITING),
        (Version, {"approvals_needed": 2}),
        sql="SET state = 'approved'",
    ),
    statement("post", "guard_kind", (Post, WAITING), sql="SET kind = 'emergency'"),
    statement(
        "post",
        "guard_scrub",
        (Post, {**ADOPTED, "state": "removed"}),
        sql="SET text = '', trouble = 't'",
    ),
    statement(
        "post", "guard_thread", (Post, {**WAITING, "thread_id": 1, "place": 1}), sql="SET place = 2"
    ),
    statement("post", "guard_trip", (Post, WAITING), sql="SET trip_id = 1"),
    statement(
        "post", "hands_guard", (Post, QUEUED), (Account, BY_HAND), sql="SET state = 'sending'"
    ),
    inserting("post", "own_account", (Post, POST), (Account, COLLEAGUES)),
    statement(
        "post",
        "own_account_changed",
        (Post, {**POST, "account_id": 2}),
        (Account, COLLEAGUES),
        sql="SET account_id = 1",
    ),
    inserting("postphoto", "guard", (PostPhoto, {}), (Post, WAITING)),
    inserting("postphoto", "guard_seen", (PostPhoto, {}), (Post, ADOPTED)),
    statement("postphoto", "guard_post", (PostPhoto, {}), sql="SET post_id = 2"),
    statement("thread", "guard", (Thread, {}), sql="SET author_id = 2"),
    statement("trip", "guard", (Trip, {}), sql="SET made_by_id = 2"),
]

OF_DECISIONS = [
    inserting("decision", "guard_entitled", (Decision, APPROVAL)),
    inserting("dismissal", "guard", (Dismissal, {}), (Post, QUEUED)),
    inserting(
        "flagoutcome",
        "guard",
        (FlagOutcome, {"outcome": "nothing"}),
        (Flag, {"id": 1}),
        (Post, WAITING),
    ),
    statement("decision", "append_only", (Decision, APPROVAL), sql="SET seal = 't'"),
    statement("version", "append_only", (Version, {}), sql="SET text = 't'"),
    statement("flag", "append_only", (Flag, {}), sql="SET rule = 'y'"),
    statement("flagoutcome", "append_only", (FlagOutcome, JUDGED), sql="SET note = 'n'"),
    statement("consentproof", "append_only", (ConsentProof, PROOF), sql="SET pupil_id = 2"),
]

OF_WHAT_WAS_DONE = [
    statement("attempt", "guard", (Attempt, {"state": "not_sent"}), sql="SET reason = 'r'"),
    inserting("attempt", "hands_guard", (Attempt, {}), (Post, QUEUED), (Account, BY_HAND)),
    statement("freeze", "guard", (Freeze, {}), sql="SET reason = 'exams'"),
    statement("handover", "guard", (Handover, HANDED), sql="SET by_id = 2"),
    statement("librarypicture", "guard", (LibraryPicture, KEPT), sql="SET sha256 = 'y'"),
    inserting("librarypicture", "guard_approved", (LibraryPicture, KEPT)),
    inserting("librarypicture", "guard_use_by", (LibraryPicture, {**KEPT, "use_by": MUCH_LATER})),
]

EMPTYING = [
    Refused(f"drafts_{table}", trigger, (), "TRUNCATE")
    for trigger, tables in (
        ("append_only_truncate", "consentproof decision flag flagoutcome version"),
        ("guard_truncate", "attempt freeze handover librarypicture thread trip"),
    )
    for table in tables.split()
]

REFUSED = [*OF_POSTS, *OF_DECISIONS, *OF_WHAT_WAS_DONE, *EMPTYING]


@pytest.mark.parametrize("refused", REFUSED, ids=str)
def test_trigger_says_no_by_itself(db: None, refused: Refused) -> None:
    assert_refuses(refused)
