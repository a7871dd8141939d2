"""Each constraint of this app's tables is broken once, in raw SQL, and each trigger met.

``tests/house/test_constraints.py`` holds that none is left out.
"""

import pytest

from schoolsocial.x.models import Account, Budget, Charge, Drift, Expectation, RateLimit
from tests.violating import MOMENT, Refused, Violation, assert_refuses, assert_violates

ON_X = {"x_user_id": "1"}
BY_HAND = {"posts_by": "hand", "handle": "Oakfield"}
DECIDED = {"decided_at": MOMENT, "decided_by_id": 1}

ACCOUNTS = [
    Violation("account_one_school", Account, ON_X, {"x_user_id": "2"}, {**ON_X, "school_id": 2}),
    Violation(
        "account_once_a_school",
        Account,
        ON_X,
        {"x_user_id": "2"},
        beside={**ON_X, "disconnected_at": MOMENT},
    ),
    Violation(
        "account_by_hand_once",
        Account,
        {**BY_HAND, "handle": "OAKFIELD"},
        {"disconnected_at": MOMENT},
        beside=BY_HAND,
    ),
    Violation("account_staff_has_owner", Account, {**ON_X, "kind": "staff"}, {"owner_id": 1}),
    Violation("account_staff_has_owner", Account, {**ON_X, "owner_id": 1}, {"kind": "staff"}),
    Violation(
        "account_by_hand_has_no_tokens",
        Account,
        {**BY_HAND, "access_token": b"t"},
        {"access_token": b""},
    ),
    Violation("account_by_hand_has_no_tokens", Account, {}, ON_X),
    Violation(
        "account_disconnected_has_no_tokens",
        Account,
        {**ON_X, "disconnected_at": MOMENT, "refresh_token": b"t"},
        {"refresh_token": b""},
    ),
    Violation(
        "account_keys_are_not_renewed",
        Account,
        {**ON_X, "signing": "oauth1", "refresh_token": b"t"},
        {"signing": "oauth2"},
    ),
    Violation("limit_once_an_endpoint", RateLimit, {}, {"endpoint": "y"}, beside={}),
]

LOOKS = [
    Violation(
        "expectation_agreed_by_somebody", Expectation, {"agreed_at": MOMENT}, {"agreed_by_id": 1}
    ),
    Violation("drift_open_once", Drift, {}, {"aspect": "bio"}, beside={}),
    Violation(
        "drift_decided_for_a_reason", Drift, {"state": "accepted", **DECIDED}, {"reason": "r"}
    ),
    Violation(
        "drift_decided_for_a_reason", Drift, {"state": "mended", **DECIDED}, {"decided_by_id": None}
    ),
    Violation("drift_decided_for_a_reason", Drift, {"reason": "r"}, {"reason": ""}),
]

MONEY = [
    Violation("charge_of_something", Charge, {"count": 0}, {"count": 1}),
    Violation("charge_of_something", Charge, {"dollars": -1}, {"dollars": 0}),
    Violation("budget_one_a_school", Budget, {}, {"school_id": 2}, beside={}),
    Violation("budget_of_something", Budget, {"month_dollars": 0}, {"month_dollars": 1}),
]

VIOLATIONS = [*ACCOUNTS, *LOOKS, *MONEY]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses_what_breaks_a_constraint(db: None, violation: Violation) -> None:
    assert_violates(violation)


REFUSED = [
    Refused("x_charge", "append_only", ((Charge, {}),), "SET dollars = 0"),
    Refused("x_charge", "append_only_truncate", (), "TRUNCATE"),
]


@pytest.mark.parametrize("refused", REFUSED, ids=str)
def test_trigger_says_no_by_itself(db: None, refused: Refused) -> None:
    assert_refuses(refused)
