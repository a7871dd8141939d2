"""Entries of the register and readings of X, made in one line each."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from moderation.following.actions import readings, register, requests
from moderation.following.deciding import Given
from moderation.following.jobs import reading
from moderation.following.models import (
    Followee,
    FollowingDecision,
    FollowingReading,
    FollowRequest,
)
from moderation.following.workflow import Verb
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

BENEFIT = "Free lessons about space for Year 5"


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


def wished(account: Account, by: Person, handle: str = "NASA", **fields: Any) -> Followee:
    now = fields.pop("now", None) or timezone.now()
    benefit = fields.pop("benefit", BENEFIT)
    with scope.school(account.school_id):
        return register.wish(account=account, handle=handle, benefit=benefit, by=by, now=now)


def decide(row: Followee, by: Person, verb: Verb, **said: Any) -> Followee:
    """The entry after the decision."""
    said.setdefault("reason", "It helps")
    said.setdefault("review_on", in_a_year())
    with scope.school(row.school_id):
        register.decide(followees=[row], verb=verb, given=Given(**said), by=by, now=timezone.now())
    return now_of(row)


def done(row: Followee, by: Person) -> Followee:
    with scope.school(row.school_id):
        register.done(followee=row, by=by, now=timezone.now())
    return now_of(row)


def undo(row: Followee, by: Person) -> Followee:
    with scope.school(row.school_id):
        register.undo(followee=row, reason="A slip", by=by, now=timezone.now())
    return now_of(row)


def followed(account: Account, by: Person, handle: str = "NASA") -> Followee:
    """Wished for, agreed to and followed by hand."""
    return done(decide(wished(account, by, handle), by, Verb.AGREE), by)


def now_of(row: Followee) -> Followee:
    with scope.school(row.school_id):
        return Followee.objects.select_related("account", "school").get(pk=row.pk)


def decisions_of(row: Followee) -> list[tuple[str, str, str]]:
    """Verb, state before and after, the first first."""
    with scope.school(row.school_id):
        rows = FollowingDecision.objects.filter(followee=row).order_by("pk")
        return list(rows.values_list("verb", "before", "after"))


def standing(account: Account) -> dict[str, str]:
    """Each entry's handle, or number, and its state."""
    with scope.school(account.school_id):
        rows = Followee.objects.filter(account=account).order_by("pk")
        return {row.handle or row.x_user_id: row.state for row in rows}


def begun(account: Account, by: Person) -> FollowingReading:
    with scope.school(account.school_id):
        return readings.start(account=account, by=by, now=timezone.now())


def read(row: FollowingReading) -> FollowingReading:
    """Read on, whenever it would have been due; the reading as it is then."""
    change(row, next_try_at=timezone.now() - timedelta(seconds=1))
    reading.read(row.school_id, row.pk)
    return reading_now(row)


def change(row: FollowingReading, **fields: object) -> None:
    with scope.school(row.school_id):
        FollowingReading.objects.under_way().filter(pk=row.pk).update(**fields)


def reading_now(row: FollowingReading) -> FollowingReading:
    with scope.school(row.school_id):
        return FollowingReading.objects.select_related("account").get(pk=row.pk)


def pasted(
    account: Account, by: Person, handles: list[str], *, whole: bool = True
) -> FollowingReading:
    with scope.school(account.school_id):
        return readings.paste(
            account=account, handles=handles, whole=whole, by=by, now=timezone.now()
        )


def asked(
    account: Account, by: Person, *handles: str, now: datetime | None = None
) -> list[FollowRequest]:
    """These requests as reported, and all that are open."""
    with scope.school(account.school_id):
        requests.report(account=account, handles=handles, by=by, now=now or timezone.now())
        return list(FollowRequest.objects.open().order_by("pk"))


def answer(row: FollowRequest, by: Person, verb: Verb, code: str = "") -> FollowRequest:
    with scope.school(row.school_id):
        given = Given(reason="We looked", code=code)
        requests.decide(request=row, verb=verb, given=given, by=by, now=timezone.now())
        return FollowRequest.objects.get(pk=row.pk)
