"""Requests to follow a protected account: copied from X, decided case by case, done by hand."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from moderation.following import deciding, errors, telling
from moderation.following.actions.register import can_undo
from moderation.following.deciding import Given
from moderation.following.models import FollowRequest, Why
from moderation.following.workflow import RequestState, Verb
from schoolsocial.accounts.models import Person
from schoolsocial.x.models import Account

MOST = 200


def report(*, account: Account, handles: Sequence[str], by: Person, now: datetime) -> int:
    """Take these requests in; one that is open already is left as it is. How many are new.

    Raises ``NobodyNamed``, ``TooMany``.
    """
    if not handles:
        raise errors.NobodyNamed
    if len(handles) > MOST:
        raise errors.TooMany(MOST)
    with transaction.atomic():
        deciding.hold(account)
        waiting = FollowRequest.objects.open().filter(account=account)
        known = {handle.lower() for handle in waiting.values_list("handle", flat=True)}
        fresh = [handle for handle in handles if handle.lower() not in known]
        for handle in fresh:
            _take_in(account, handle, by, now)
        if fresh:
            telling.the_leaders(account.school, now)
    return len(fresh)


def decide(
    *, request: FollowRequest, verb: Verb, given: Given, by: Person, now: datetime
) -> FollowRequest:
    """Accept, refuse with a code, or note that it is no longer there.

    Raises ``ReasonMissing``, ``NotPossible``.
    """
    reason = given.reason.strip()[:500]
    refused = verb is Verb.REFUSE
    if not reason or (refused and given.code not in Why.values):
        raise errors.ReasonMissing
    said = Given(reason=reason, code=given.code if refused else "")
    with transaction.atomic():
        row = deciding.lock_request(request)
        deciding.move_request(row, verb, by=by, now=now, given=said)
    return row


def done(*, request: FollowRequest, by: Person, now: datetime) -> None:
    """Somebody did on a phone what was decided. Raises ``NotPossible``."""
    with transaction.atomic():
        row = deciding.lock_request(request)
        deciding.move_request(row, Verb.DONE, by=by, now=now, given=Given())


def undo(*, request: FollowRequest, reason: str, by: Person, now: datetime) -> None:
    """Take the last decision back. Raises ``ReasonMissing``, ``NothingToUndo``."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        row = deciding.lock_request(request)
        last = row.decisions.order_by("-pk")[0]
        before = RequestState(last.before) if last.before else None
        if before is None or not can_undo(last) or _asked_again(row):
            raise errors.NothingToUndo
        given = Given(reason=reason.strip()[:500])
        deciding.put_request(row, before, Verb.UNDO, by=by, now=now, given=given, undoes=last)


def _take_in(account: Account, handle: str, by: Person, now: datetime) -> None:
    row = FollowRequest(
        school_id=account.school_id,
        account=account,
        handle=handle,
        reported_by=by,
        reported_at=now,
    )
    deciding.put_request(row, RequestState.WAITING, Verb.REPORT, by=by, now=now, given=Given())


def _asked_again(row: FollowRequest) -> bool:
    """Whether the same account has another request open, which counts now."""
    others = FollowRequest.objects.open().exclude(pk=row.pk)
    return others.filter(account=row.account_id, handle__iexact=row.handle).exists()
