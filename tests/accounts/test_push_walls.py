"""What the database itself holds of people's devices and what is on its way to them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from schoolsocial.accounts.models import Person, Push, PushDevice, School
from schoolsocial.tenancy import scope
from tests.accounts import pushing
from tests.accounts.pushing import pushes_of, tell
from tests.cast import in_scope, run_sql
from tests.violating import LATER, MOMENT, Violation, assert_violates

DEVICE = {"label": "iPad", "address_hash": "a", "sealed": b"s", "key_hash": "k", "person_id": 1}
PUSH = {"worth_until": LATER, "next_try_at": MOMENT}
VIOLATIONS = [
    Violation("push_device_has_label", PushDevice, {**DEVICE, "label": ""}, {"label": "iPad"}),
    Violation(
        "push_device_tells_one_person",
        PushDevice,
        {**DEVICE, "person_id": 2, "key_hash": "other"},
        {"address_hash": "b"},
        beside=DEVICE,
    ),
    Violation(
        "push_device_one_key",
        PushDevice,
        {**DEVICE, "address_hash": "b"},
        {"key_hash": "other"},
        beside=DEVICE,
    ),
    Violation(
        "push_device_gone_has_no_address",
        PushDevice,
        {**DEVICE, "gone_at": MOMENT},
        {"address_hash": "", "sealed": b""},
    ),
    Violation(
        "push_device_gone_has_no_address", PushDevice, {**DEVICE, "sealed": b""}, {"sealed": b"s"}
    ),
    Violation(
        "push_once_a_device",
        Push,
        {**PUSH, "notice_id": 1},
        {"notice_id": 2},
        beside={**PUSH, "notice_id": 1},
    ),
    Violation(
        "push_one_try_at_a_time",
        Push,
        PUSH,
        {"state": "sent", "next_try_at": None, "sent_at": MOMENT},
        beside=PUSH,
    ),
    Violation("push_state_fits_times", Push, {**PUSH, "next_try_at": None}, PUSH),
    Violation("push_state_fits_times", Push, {**PUSH, "sent_at": MOMENT}, {"sent_at": None}),
    Violation(
        "push_state_fits_times",
        Push,
        {**PUSH, "state": "given_up", "next_try_at": None},
        {"trouble": "gone"},
    ),
    Violation(
        "push_is_worth_something", Push, {**PUSH, "worth_until": MOMENT}, {"worth_until": LATER}
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation: Violation) -> None:
    assert_violates(violation)


def test_every_constraint_of_the_two_tables_is_tried() -> None:
    named = {str(one.name) for model in (Push, PushDevice) for one in model._meta.constraints}

    assert {one.constraint for one in VIOLATIONS} == named


def test_person_sees_their_own_devices_and_no_school_sees_any(
    school: School, head: Person, deputy: Person
) -> None:
    pushing.device(head)
    seen = {}

    seen["nobody"] = run_sql("SELECT count(*) FROM accounts_pushdevice")
    with scope.school(school.pk):
        seen["school"] = run_sql("SELECT count(*) FROM accounts_pushdevice")
    for person in (head, deputy):
        with scope.person(person.pk):
            seen[person.name] = run_sql("SELECT count(*) FROM accounts_pushdevice")

    assert seen == {
        "nobody": [(0,)],
        "school": [(0,)],
        head.name: [(1,)],
        deputy.name: [(0,)],
    }


def test_nobody_adds_a_device_to_somebody_else(head: Person, deputy: Person) -> None:
    device = pushing.device(head)

    change = "UPDATE accounts_pushdevice SET person_id = %s WHERE id = %s"
    refused = pytest.raises(DatabaseError, match="row-level security")
    with scope.person(head.pk), refused, transaction.atomic():
        run_sql(change, deputy.pk, device.pk)


def test_push_is_seen_by_its_school_alone(
    school: School, other_school: School, head: Person
) -> None:
    pushing.device(head)
    tell(school, head)

    with in_scope(other_school.pk):
        assert run_sql("SELECT count(*) FROM accounts_push") == [(0,)]
    assert len(pushes_of(school)) == 1


@pytest.mark.django_db(transaction=True)
def test_push_goes_to_no_device_of_somebody_else(
    school: School, head: Person, deputy: Person
) -> None:
    pushing.device(head)
    other = pushing.device(deputy)
    tell(school, head)
    [push] = pushes_of(school)

    refused = pytest.raises(IntegrityError, match="accounts_push_device_of_person")
    with refused, in_scope(school.pk):
        run_sql("UPDATE accounts_push SET device_id = %s WHERE id = %s", other.pk, push.pk)


@pytest.mark.django_db(transaction=True)
def test_push_tells_of_no_notice_of_another_school(
    school: School, other_school: School, head: Person, other_head: Person
) -> None:
    device = pushing.device(head)
    elsewhere = tell(other_school, other_head)
    now = timezone.now()

    refused = pytest.raises(IntegrityError, match="accounts_push_notice_id_same_school")
    with refused, in_scope(school.pk):
        Push.objects.create(
            school=school,
            person=head,
            device_id=device.pk,
            notice_id=elsewhere.notice_id,
            queued_at=now,
            next_try_at=now,
            worth_until=now + timedelta(hours=1),
        )


def test_what_is_on_its_way_goes_with_its_device(school: School, head: Person) -> None:
    device = pushing.device(head)
    tell(school, head)

    with scope.person(head.pk):
        PushDevice.objects.filter(pk=device.pk).delete()

    assert pushes_of(school) == []
