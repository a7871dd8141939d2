"""Making, using and revoking the tokens of a school."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Membership, Person, School
from schoolsocial.accounts.roles import Permission
from schoolsocial.api import keys
from schoolsocial.api.models import Scope, Token
from schoolsocial.audit import actions as audit

_A_MINUTE = timedelta(minutes=1)


class LabelTaken(Refusal):
    sentence = _("Another token of the school has this name. Choose another one.")


class NoAuthor(Refusal):
    sentence = _("Choose a colleague who drafts posts: the drafts will be theirs.")


class BrowserMayOnlyRead(Refusal):
    sentence = _(
        "A token that web pages use can be read by every visitor, so it may only "
        "read. Take the websites out, or the right to leave drafts."
    )


class Made(NamedTuple):
    """A token and its key, which is shown once and kept nowhere."""

    token: Token
    key: str


class Use(NamedTuple):
    """One call with a token. ``left`` is how many more there may be in this minute, -1 for one
    too many; ``seconds`` until the next minute begins.
    """

    token: Token
    left: int
    seconds: int


def make(
    *,
    school: School,
    by: Person,
    label: str,
    scopes: Sequence[str],
    origins: Sequence[str],
    author: Person | None,
    days: int,
    now: datetime,
) -> Made:
    """A token good for so many days. Raises ``LabelTaken``, ``NoAuthor``,
    ``BrowserMayOnlyRead``.
    """
    drafts = Scope.DRAFTS_WRITE in scopes
    if drafts and origins:
        raise BrowserMayOnlyRead
    if drafts and (author is None or not may_draft(author)):
        raise NoAuthor
    key = keys.new(school.pk)
    try:
        with transaction.atomic():
            token = Token.objects.create(
                school=school,
                label=label,
                hint=key[-4:],
                key_hash=keys.hashed(key),
                scopes=list(scopes),
                origins=list(origins),
                author=author if drafts else None,
                created_by=by,
                created_at=now,
                expires_at=now + timedelta(days=days),
            )
            _record(token, by, "api.token_made", now)
    except IntegrityError as clash:
        if "token_one_label" not in str(clash):
            raise
        raise LabelTaken from None
    return Made(token, key)


def revoke(*, token: Token, by: Person, now: datetime) -> None:
    """Let it open nothing, from its next call on. Twice is once."""
    with transaction.atomic():
        held = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
        if held.revoked_at is None:
            held.revoked_at = now
            held.save(update_fields=["revoked_at"])
            _record(held, by, "api.token_revoked", now)


def use(*, key_hash: str, now: datetime) -> Use | None:
    """Count a call with the live token of that hash; ``None`` where there is none in scope.

    No event: reading is no act of anybody's. The count is of this calendar minute.
    """
    minute = now.replace(second=0, microsecond=0)
    counted = Case(When(minute=minute, then=F("calls") + 1), default=Value(1))
    found = Token.objects.live(now).filter(key_hash=key_hash)
    if not found.update(calls=counted, minute=minute, used_on=timezone.localdate(now)):
        return None
    token = found.select_related("school", "author").get()
    left = max(settings.API_CALLS_A_MINUTE - token.calls, -1)
    return Use(token, left, (minute + _A_MINUTE - now).seconds + 1)


def may_draft(person: Person) -> bool:
    """Whether the person is a member of the school in scope who drafts posts."""
    able = Membership.objects.able_to(Permission.DRAFT_POSTS)
    return able.filter(person=person).exists()


def _record(token: Token, by: Person, verb: str, now: datetime) -> None:
    details = {"scopes": list(token.scopes)}
    audit.record(
        school_id=token.school_id, by=by.pk, verb=verb, subject=token, details=details, at=now
    )
