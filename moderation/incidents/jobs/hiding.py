"""Asking X to hide a reply, or to show it again.

X is told how the reply shall be, so telling it twice harms nobody. It has no way to ask whether a
reply is hidden: after an answer that said nothing it is asked whether the reply is still there, and
then told once more.
"""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models.functions import Now
from django.utils.translation import gettext

from moderation.catalogue import asking
from moderation.drafts.jobs.clock import database_now
from moderation.incidents import hidden
from moderation.incidents.models import Hiding, Incident
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors
from schoolsocial.x.client import XClient

TIME_TO_HIDE = timedelta(seconds=60)
AGAIN = timedelta(seconds=30)  # doubling
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 12
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Fence:
    """Right before the first byte: this worker still has the hiding in hand, and time is left."""

    school_id: int
    hiding_id: int
    holder: str
    deadline: float

    def __call__(self) -> None:
        if time.monotonic() < self.deadline:
            with scope.school(self.school_id):
                mine = Hiding.objects.filter(pk=self.hiding_id, holder=self.holder)
                if mine.filter(state="in_flight", deadline_at__gt=Now()).exists():
                    return
        raise errors.FenceLost(gettext("Another worker has this in hand, or its time ran out."))


def due() -> list[tuple[int, int]]:
    """(school, hiding) ids to take up now."""
    with scope.platform():
        rows = Hiding.objects.due(database_now()).order_by("next_try_at")
        return list(rows.values_list("school_id", "pk")[:AT_ONCE])


def carry_out(school_id: int, hiding_id: int) -> None:
    """Ask X, if it is time. May be called any number of times."""
    hiding = _claim(school_id, hiding_id)
    if hiding is None or hiding.account is None:
        return
    error: errors.XError | None = None
    gone = False
    with calling.noting(hiding.account) as notes:
        try:
            client = calling.client_of(hiding.account, notes, fence=_fence(hiding))
            gone = hiding.tries > 1 and _is_gone(client, hiding)
            if not gone:
                client.hide_reply(hiding.tweet_id, hidden=hiding.hidden)
        except errors.XError as raised:
            error = raised
        with scope.school(school_id):
            _record(hiding, error, database_now(), gone=gone)
    if error is not None:
        asking.renew(error, hiding.account)


def _claim(school_id: int, hiding_id: int) -> Hiding | None:
    with scope.school(school_id):
        now = database_now()
        rows = Hiding.objects.due(now).select_for_update(skip_locked=True, of=("self",))
        hiding = rows.select_related("account", "account__school").filter(pk=hiding_id).first()
        if hiding is None:
            return None
        hiding.state, hiding.holder = Hiding.State.IN_FLIGHT, secrets.token_hex(16)
        hiding.tries, hiding.deadline_at = hiding.tries + 1, now + TIME_TO_HIDE
        hiding.save(update_fields=["state", "holder", "tries", "deadline_at"])
    return hiding


def _fence(hiding: Hiding) -> Fence:
    deadline = time.monotonic() + TIME_TO_HIDE.total_seconds()
    return Fence(hiding.school_id, hiding.pk, hiding.holder, deadline)


def _is_gone(client: XClient, hiding: Hiding) -> bool:
    return hiding.tweet_id in client.lookup([hiding.tweet_id]).gone


def _record(hiding: Hiding, error: errors.XError | None, now: datetime, *, gone: bool) -> None:
    """Compare and set: nothing is written where another worker has taken it up since."""
    held = Hiding.objects.select_for_update(of=("self",))
    row = held.select_related("by").filter(pk=hiding.pk, holder=hiding.holder).first()
    if row is None or row.state != Hiding.State.IN_FLIGHT:
        return
    row.state = _state(row, error, gone=gone)
    row.reason = error.reason[:200] if error else ""
    if row.state in {Hiding.State.PREPARED, Hiding.State.UNKNOWN}:
        row.next_try_at = _next_try(row, error, now)
    else:
        row.finished_at = now
    row.save(update_fields=["state", "reason", "next_try_at", "finished_at"])
    if row.finished_at is not None:
        incident = Incident.objects.select_related("school").get(pk=row.incident_id)
        hidden.note(row, incident, now)


def _state(row: Hiding, error: errors.XError | None, *, gone: bool) -> Hiding.State:
    if gone:
        return Hiding.State.GONE
    if error is None:
        return Hiding.State.ACCEPTED
    if isinstance(error, errors.Rejected) or row.tries >= MOST_TRIES:
        return Hiding.State.REJECTED
    is_unsent = isinstance(error, errors.NotSent)
    return Hiding.State.PREPARED if is_unsent else Hiding.State.UNKNOWN


def _next_try(row: Hiding, error: errors.XError | None, now: datetime) -> datetime:
    if isinstance(error, errors.RateLimited | errors.CreditsDepleted) and row.account:
        return asking.again_after(error, row.account, now)
    wait: timedelta = min(AGAIN * 2 ** (row.tries - 1), LONGEST_WAIT)
    return now + wait
