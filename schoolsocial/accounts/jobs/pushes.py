"""Handing notices to the push services of people's devices: at least once, under one tag.

A worker claims a push in one transaction, sends it outside any, and writes down what came of it in
another. A worker that dies in between leaves a claim that lapses: the device shows the second in
the place of the first. Whatever comes of it, the mail goes its own way.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from schoolsocial.accounts import push_messages, push_setup
from schoolsocial.accounts.models import Membership, Push, PushDevice
from schoolsocial.audit import actions as audit
from schoolsocial.sealed import Unreadable
from schoolsocial.tenancy import scope
from schoolsocial.web_push import services
from schoolsocial.web_push.keys import BrowserKeys
from schoolsocial.web_push.services import Message, Outcome, Verdict

AT_ONCE = 200
CLAIM_LASTS = timedelta(seconds=60)  # longer than one sending can take, name look-up included
KEPT = timedelta(days=30)
UNUSED = timedelta(days=90)
"""After so long without a sign-in a device may be anybody's."""
WAITS = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
)
"""Before the second try, the third, …; the last again and again, while it is worth a push."""
_WORTH_NO_MORE, _READ, _LEFT, _SHUT = "too-late", "read", "left", "does-not-open"

State = Push.State


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A push in this worker's hands, and what is sent."""

    push: Push
    message: Message


def due() -> list[tuple[int, int]]:
    """(school, push) ids of what is to be sent now, the longest due first."""
    with scope.platform():
        rows = Push.objects.due(timezone.now()).order_by("next_try_at")[:AT_ONCE]
        return list(rows.values_list("school_id", "pk"))


def deliver(school_id: int, push_id: int) -> None:
    """Send one if it is due and still worth it. May be called any number of times, by several."""
    try:
        key = push_setup.server_key()
    except push_setup.NotSetUp:
        return
    claimed = _claim(school_id, push_id)
    if claimed is None:
        return
    outcome = services.send(claimed.message, key, contact=push_setup.contact(), now=timezone.now())
    _record(claimed.push, outcome)


def forget(now: datetime) -> None:
    """Delete what was settled long ago, and devices on which nobody has signed in for long."""
    with scope.platform():
        Push.objects.all().settled_before(now - KEPT).delete()
        unused = PushDevice.objects.not_used_since(timezone.localdate(now - UNUSED))
        for device, person in list(unused.values_list("pk", "person_id")):
            unused.filter(pk=device).delete()
            _say_off(device, person, "unused", now)


def _claim(school_id: int, push_id: int) -> _Claimed | None:
    with scope.school(school_id):
        now = timezone.now()
        free = Push.objects.due(now).select_for_update(skip_locked=True, of=("self",))
        push = free.select_related("school", "notice").filter(pk=push_id).first()
        if push is None:
            return None
        message, trouble = _message(push, now)
        if message is None:
            _settle(push, state=State.GIVEN_UP, next_try_at=None, trouble=trouble)
            return None
        push.claimed_until, push.tries = now + CLAIM_LASTS, push.tries + 1
        push.save(update_fields=["claimed_until", "tries"])
        return _Claimed(push, message)


def _message(push: Push, now: datetime) -> tuple[Message | None, str]:
    """What to send, or why it is not sent any more."""
    if push.worth_until <= now:
        return None, push.trouble or _WORTH_NO_MORE
    if push.notice is not None and push.notice.read_at is not None:
        return None, _READ
    if not Membership.objects.active().filter(person=push.person_id).exists():
        return None, _LEFT
    try:
        address, keys = _opened(push)
    except (Unreadable, ValueError):
        return None, _SHUT
    shown = push_messages.shown(push.school, push.notice)
    seconds = int((push.worth_until - now).total_seconds())
    topic = shown.topic(keys.auth)
    return Message(address, keys, shown.as_json(), seconds, shown.urgency, topic), ""


def _opened(push: Push) -> tuple[str, BrowserKeys]:
    """Where the device is reached. Raises ``Unreadable``, which one without an address is, too."""
    with scope.person(push.person_id):
        device = PushDevice.objects.get(pk=push.device_id)
    words = push_setup.box().open(device.sealed, push.person_id, device.address_hash)
    endpoint, p256dh, auth = json.loads(words)
    return endpoint, BrowserKeys.read(p256dh, auth)


def _record(push: Push, outcome: Outcome) -> None:
    """Write down what came of it, unless another worker has taken it over."""
    with scope.school(push.school_id), scope.person(push.person_id):
        now = timezone.now()
        mine = Push.objects.filter(pk=push.pk, tries=push.tries, claimed_until=push.claimed_until)
        held = mine.select_for_update(of=("self",)).first()
        if held is None:
            return
        _settle(held, **_as_fields(held, outcome, now))
        device = PushDevice.objects.filter(pk=push.device_id)
        if outcome.verdict is Verdict.ARRIVED:
            device.update(worked_at=now)
        elif outcome.verdict is Verdict.GONE:
            device.update(gone_at=now, address_hash="", sealed=b"")
            _say_off(push.device_id, push.person_id, "gone", now)


def _as_fields(push: Push, outcome: Outcome, now: datetime) -> dict[str, Any]:
    if outcome.verdict is Verdict.ARRIVED:
        return {"state": State.SENT, "sent_at": now, "next_try_at": None, "trouble": ""}
    again = now + _pause(push.tries, outcome.wait)
    if outcome.verdict is not Verdict.LATER or again >= push.worth_until:
        return {"state": State.GIVEN_UP, "next_try_at": None, "trouble": outcome.trouble}
    return {"next_try_at": again, "trouble": outcome.trouble}


def _pause(tries: int, asked_for: int | None) -> timedelta:
    """As long as the service asked for, else ever longer; a tenth more or less, so that what
    failed together does not come back together.
    """
    own = WAITS[min(tries, len(WAITS)) - 1] * (0.9 + secrets.randbelow(21) / 100)
    return max(own, timedelta(seconds=min(asked_for or 0, 24 * 3600)))


def _settle(push: Push, **fields: Any) -> None:
    Push.objects.filter(pk=push.pk).update(claimed_until=None, **fields)


def _say_off(device: int, person: int, why: str, now: datetime) -> None:
    details: dict[str, audit.Detail] = {"device": device, "of": person, "why": why}
    audit.record(school_id=None, by=None, verb="push.switched_off", details=details, at=now)
