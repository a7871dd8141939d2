"""Taking an entry or a request from one state to the next, in the one way everything does.

Called inside whoever's transaction, with the row held.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from moderation.following import errors
from moderation.following.models import Followee, FollowingDecision, FollowRequest
from moderation.following.workflow import (
    REQUEST_TRANSITIONS,
    TRANSITIONS,
    RequestState,
    State,
    Verb,
)
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says with a decision: why, the code of a refusal, the day of the review."""

    reason: str = ""
    code: str = ""
    review_on: date | None = None


def hold(account: Account) -> None:
    """Nothing else is entered for this account until the transaction ends.

    Taken first: after it come the entries, in the order of their ids, and the audit chain last.
    """
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)


def lock(followee: Followee) -> Followee:
    """The entry as it is now, its row held until the transaction ends."""
    rows = Followee.objects.select_for_update(of=("self",)).select_related("account", "school")
    return rows.get(pk=followee.pk)


def lock_request(request: FollowRequest) -> FollowRequest:
    """The request as it is now, its row held until the transaction ends."""
    rows = FollowRequest.objects.select_for_update(of=("self",)).select_related("account")
    return rows.get(pk=request.pk)


def move(
    followee: Followee,
    verb: Verb,
    *,
    by: Person,
    now: datetime,
    given: Given,
    changes: Mapping[str, object] | None = None,
) -> FollowingDecision:
    """Change the entry and keep the decision. Raises ``errors.NotPossible``."""
    before = State(followee.state)
    after = TRANSITIONS.get((before, verb))
    if after is None:
        raise errors.NotPossible
    return put(followee, after, verb, by=by, now=now, given=given, changes=changes)


def put(
    followee: Followee,
    after: State,
    verb: Verb,
    *,
    by: Person,
    now: datetime,
    given: Given,
    undoes: FollowingDecision | None = None,
    changes: Mapping[str, object] | None = None,
) -> FollowingDecision:
    """The same without asking the table: the first decision of an entry, and what is undone."""
    before, followee.state, followee.changed_at = followee.state, after, now
    for field, value in (changes or {}).items():
        setattr(followee, field, value)
    if followee.pk is None:
        followee.save()
    kept = FollowingDecision.objects.create(
        school_id=followee.school_id,
        followee=followee,
        verb=verb,
        before=before,
        after=after,
        code=given.code,
        reason=given.reason,
        review_on=followee.review_on,
        by=by,
        at=now,
        undoes=undoes,
    )
    followee.save()  # the database lets the state change only by the decision on record
    _note("following", followee, kept, by, now)
    return kept


def move_request(
    request: FollowRequest, verb: Verb, *, by: Person, now: datetime, given: Given
) -> FollowingDecision:
    """Change the request and keep the decision. Raises ``errors.NotPossible``."""
    after = REQUEST_TRANSITIONS.get((RequestState(request.state), verb))
    if after is None:
        raise errors.NotPossible
    return put_request(request, after, verb, by=by, now=now, given=given)


def put_request(
    request: FollowRequest,
    after: RequestState,
    verb: Verb,
    *,
    by: Person,
    now: datetime,
    given: Given,
    undoes: FollowingDecision | None = None,
) -> FollowingDecision:
    """The same without asking the table."""
    before, request.state, request.changed_at = request.state, after, now
    if request.pk is None:
        request.save()
    kept = FollowingDecision.objects.create(
        school_id=request.school_id,
        request=request,
        verb=verb,
        before=before,
        after=after,
        code=given.code,
        reason=given.reason,
        by=by,
        at=now,
        undoes=undoes,
    )
    request.save()
    _note("follow_request", request, kept, by, now)
    return kept


def _note(
    what: str,
    subject: Followee | FollowRequest,
    kept: FollowingDecision,
    by: Person,
    now: datetime,
) -> None:
    audit.record(
        school_id=subject.school_id,
        by=by.pk,
        verb=f"{what}.{kept.verb}",
        subject=subject,
        details={"before": kept.before, "after": kept.after, "code": kept.code},
        at=now,
    )
