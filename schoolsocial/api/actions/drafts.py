"""Leaving a draft on somebody's behalf: once for each idempotency key."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from moderation.drafts.actions import drafts
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person
from schoolsocial.api.actions.tokens import may_draft
from schoolsocial.api.models import Answer, Token
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

_TRY_LOCK = "SELECT pg_try_advisory_xact_lock(%s)"


class StillUnderWay(Refusal):
    sentence = "The first call with this idempotency key is still under way. Ask again in a moment."


class KeyUsedOtherwise(Refusal):
    sentence = "This idempotency key came with another body before. Take a new key for a new draft."


class NoSuchAccount(Refusal):
    sentence = "The school has no connected account of that handle, or more than one: name it."


class AuthorGone(Refusal):
    sentence = "The person for whom this token leaves drafts no longer drafts posts here."


class Left(NamedTuple):
    """What is answered, and whether it had been answered before."""

    answer: dict[str, Any]
    again: bool


def leave(*, token: Token, key: str, text: str, handle: str | None, now: datetime) -> Left:
    """A draft by the token's author, who has to look at it and send it for approval themselves.

    The same key and body within 24 hours get the first answer again. The draft, its answer and the
    events are written together; whoever fails before that has left nothing and may repeat.
    Raises ``StillUnderWay``, ``KeyUsedOtherwise``, ``NoSuchAccount``, ``AuthorGone``, and
    ``drafts.MayNotDraft``.
    """
    body_hash = _hash({"text": text, "account": handle})
    with transaction.atomic():
        if not _locked(token, key):
            raise StillUnderWay
        known = Answer.objects.filter(token=token, key=key, at__gt=now - Answer.KEPT).first()
        if known is not None and known.body_hash != body_hash:
            raise KeyUsedOtherwise
        if known is not None:
            return Left(known.answer, again=True)
        answer = _draft(token, text, handle, now)
        Answer.objects.filter(token=token, key=key).delete()
        Answer.objects.create(
            school_id=token.school_id,
            token=token,
            key=key,
            body_hash=body_hash,
            answer=answer,
            at=now,
        )
    return Left(answer, again=False)


def _draft(token: Token, text: str, handle: str | None, now: datetime) -> dict[str, Any]:
    author = token.author
    if author is None or not may_draft(author):
        raise AuthorGone
    post = drafts.start(
        school=token.school, by=author, account=_account(handle, author), text=text, now=now
    )
    audit.record(
        school_id=token.school_id,
        by=author.pk,
        verb="api.draft_left",
        subject=post,
        details={"token": token.pk},
        at=now,
    )
    return {"id": post.pk, "state": str(post.state)}


def _account(handle: str | None, author: Person) -> Account:
    """The account of that handle, of those the author writes for; without one the only one."""
    theirs = Account.objects.reachable().open_to(author)
    named = theirs.filter(handle__iexact=handle) if handle else theirs
    found = list(named.order_by("pk")[:2])
    if len(found) != 1:
        raise NoSuchAccount
    return found[0]


def _locked(token: Token, key: str) -> bool:
    """Hold this key until the transaction ends, unless another call holds it."""
    digest = hashlib.sha256(f"api:{token.pk}:{key}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute(_TRY_LOCK, [int.from_bytes(digest[:8], signed=True)])
        return bool(cursor.fetchone()[0])


def _hash(body: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
