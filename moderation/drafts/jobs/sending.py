"""Sending one post to X, exactly once. See docs/adr for why each line stands where it does."""

import time
from datetime import timedelta

from django.db.models.functions import Now

from moderation.drafts.jobs import (
    claiming,
    examining,
    fencing,
    leasing,
    looking,
    lost_past,
    outcomes,
    witness,
)
from moderation.drafts.jobs.claiming import Claim
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Attempt, PostPhoto
from moderation.drafts.queries.pictures import FileLost, approved_bytes
from moderation.drafts.transitions import lock
from moderation.drafts.workflow import AttemptState
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors
from schoolsocial.x.actions import tokens
from schoolsocial.x.client import MediaReceipt, XClient

TIME_TO_SEND = timedelta(seconds=60)  # connecting takes 5 s at most, reading 30


def send(school_id: int, post_id: int) -> None:
    """Send the post if it is due. May be called any number of times, by any number of workers."""
    claim = claiming.claim(school_id, post_id)
    if claim is None:
        return
    try:
        if not _started_in_a_lost_past(claim):
            _send(claim)
    finally:
        fencing.unlock(claim.attempt.pk)


def _send(claim: Claim) -> None:
    try:
        if _came_to_light(claim) or _stands_from_a_lost_past(claim):
            return
        receipts = _upload_pictures(claim)
    except FileLost as lost:
        _give_back(claim, "changed-since-approval", str(lost))
        return
    except errors.XError as error:
        _give_up_before_sending(claim, error)
        return
    if broken := _broken_meanwhile(claim, receipts):
        _give_back(claim, broken, "It changed while its pictures were uploaded.")
        return
    fence = _put_in_flight(claim)
    if fence is None:
        return
    came = _create(claim, fence, [receipt.media_id for receipt in receipts])
    if isinstance(came, errors.Unauthorised):
        _renew_tokens(claim)


def _create(claim: Claim, fence: fencing.Fence, media_ids: list[str]) -> str | errors.XError:
    """Ask X for the post and write down what came of it: its tweet id, or the error."""
    came: str | errors.XError
    account = claim.post.account
    with calling.noting(account) as notes:
        try:
            client = calling.client_of(account, notes, fence=fence)
            came = client.create_post(claim.post.text, media_ids, in_reply_to=claim.replies_to)
        except errors.XError as error:
            came = error
        # Nothing after this line is ever sent again without a new attempt.
        if isinstance(came, errors.Duplicate):
            _look_into(claim, came)
        else:
            outcomes.record(claim.attempt, claim.post, came)
    return came


def _look_into(claim: Claim, refused: errors.Duplicate) -> None:
    """X says the same words are there already: perhaps they are ours."""
    found = looking.for_duplicate(claim.attempt, claim.post)
    if isinstance(found, str):
        with scope.school(claim.post.school_id):
            now = database_now()
            outcomes.ours_already(claim.attempt, lock(claim.post), found, refused, now)
    else:
        outcomes.record(claim.attempt, claim.post, found or refused)


def _started_in_a_lost_past(claim: Claim) -> bool:
    """Whether this attempt was made before, by a database of which this one is an older copy."""
    before = witness.started(claim.attempt, claim.post)
    if before is None:
        return False
    with scope.school(claim.post.school_id):
        now = database_now()
        outcomes.sent_in_a_lost_past(claim.attempt, lock(claim.post), before, now)
    return True


def _came_to_light(claim: Claim) -> bool:
    """Whether what an earlier attempt was thought not to have sent stands on the timeline by now.

    A person had it sent again; a timeline may have been late. Raises ``x.errors.NotSent``.
    """
    tweet_id = looking.come_to_light(claim.attempt, claim.post)
    if tweet_id is None:
        return False
    with scope.school(claim.post.school_id):
        now = database_now()
        outcomes.already_there(claim.attempt, lock(claim.post), tweet_id, now)
    return True


def _stands_from_a_lost_past(claim: Claim) -> bool:
    """Whether the post, older than a restore, went out between the backup and then: what is on the
    timeline is looked into like any unknown outcome. Raises ``x.errors.NotSent``.
    """
    since = lost_past.stands_since(claim.post)
    if since is None:
        return False
    with scope.school(claim.post.school_id):
        now = database_now()
        outcomes.sent_in_a_lost_past(claim.attempt, lock(claim.post), since, now)
    return True


def _broken_meanwhile(claim: Claim, receipts: list[MediaReceipt]) -> str:
    """Uploading takes a while, in which a family or the safeguarding lead may have said no, or a
    policy come into force. Why the approval no longer covers the post, a code."""
    if not receipts:
        return ""  # it was asked a moment ago
    with scope.school(claim.post.school_id):
        return examining.broken_seal(claim.post, database_now())


def _give_back(claim: Claim, broken: str, why: str) -> None:
    with scope.school(claim.post.school_id):
        now = database_now()
        outcomes.not_as_approved(claim.attempt, lock(claim.post), broken, why, now)


def _give_up_before_sending(claim: Claim, error: errors.XError) -> None:
    with scope.school(claim.post.school_id):
        now = database_now()
        outcomes.never_started(claim.attempt, lock(claim.post), error, now)
    if isinstance(error, errors.Unauthorised):
        _renew_tokens(claim)


def _put_in_flight(claim: Claim) -> fencing.Fence | None:
    """Mark the attempt as on its way; None where the reconciler has taken it back."""
    with scope.school(claim.post.school_id):
        deadline = time.monotonic() + TIME_TO_SEND.total_seconds()
        now = database_now()
        if not outcomes.settle(
            claim.attempt,
            AttemptState.IN_FLIGHT,
            started_at=Now(),
            deadline_at=now + TIME_TO_SEND,
        ):
            return None
    witness.leave(claim.attempt, claim.post, now)
    return fencing.Fence(claim.post.school_id, claim.attempt.pk, claim.session, deadline)


def _renew_tokens(claim: Claim) -> None:
    account = claim.post.account
    tokens.refresh(
        school_id=account.school_id,
        account_id=account.pk,
        stale=bytes(account.access_token),
    )


def _upload_pictures(claim: Claim) -> list[MediaReceipt]:
    with scope.school(claim.post.school_id):
        placed = list(claim.post.post_photos.select_related("photo").order_by("position"))
    if not placed:
        return []
    with calling.as_account(claim.post.account) as client:
        return [_upload(claim, client, row) for row in placed]


def _upload(claim: Claim, client: XClient, row: PostPhoto) -> MediaReceipt:
    """One picture with its alternative text. Repeating an upload harms nobody."""
    content = approved_bytes(row)
    attempt = _open_upload(claim, row)
    try:
        receipt = client.upload_photo(content, row.photo.media_type)
        client.describe_photo(receipt.media_id, row.alt_text)
    except errors.XError as error:
        _close_upload(attempt, AttemptState.NOT_SENT, reason=error.reason[:200])
        raise
    _close_upload(
        attempt,
        AttemptState.ACCEPTED,
        media_id=receipt.media_id,
        media_key=receipt.media_key,
    )
    return receipt


def _open_upload(claim: Claim, row: PostPhoto) -> Attempt:
    with scope.school(claim.post.school_id):
        attempt = leasing.open_attempt(
            claim.post,
            Attempt.Kind.UPLOAD,
            "POST /2/media/upload",
            time_allowed=leasing.TIME_TO_PREPARE,
            now=database_now(),
            photo=row.photo,
        )
        outcomes.settle(attempt, AttemptState.IN_FLIGHT, started_at=Now())
    return attempt


def _close_upload(attempt: Attempt, state: AttemptState, **found: str) -> None:
    with scope.school(attempt.school_id):
        outcomes.settle(attempt, state, finished_at=Now(), **found)
