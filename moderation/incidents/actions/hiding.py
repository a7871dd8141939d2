"""Hiding a reply on X, or showing it again: through the API, or by hand where none reaches."""

from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from moderation.incidents import hidden, record, tasks
from moderation.incidents.errors import Refusal
from moderation.incidents.models import Entry, Evidence, Hiding, Incident
from moderation.incidents.replies import tweet_id_in
from schoolsocial.accounts.models import Person
from schoolsocial.celery import ring
from schoolsocial.x.models import Account


class NoReply(Refusal):
    """The incident does not say which reply it is about."""


class NothingKept(Refusal):
    """What is hidden may be deleted by whoever wrote it: it is kept first."""


class NoWay(Refusal):
    """School Social cannot reach the account."""


class UnderWay(Refusal):
    """X is being asked already."""


def ask(*, incident: Incident, account: Account, hide: bool, by: Person, now: datetime) -> Hiding:
    """Have X hide the reply, or show it again where not ``hide``, by this account of the school.

    A worker does it; what comes of it stands on the incident.
    Raises ``NoReply``, ``NothingKept``, ``NoWay``, ``UnderWay``.
    """
    if not account.connected:
        raise NoWay(
            gettext("School Social is not connected to that account. Do it on X, and say so here.")
        )
    with transaction.atomic():
        hiding = _begin(incident, by, now, hide=hide, account=account)
        what = "hide" if hide else "show"
        record.add(incident, Entry.Kind.HIDING, by=by, now=now, what=what)
        transaction.on_commit(partial(ring, tasks.hide, hiding.school_id, hiding.pk))
    return hiding


def by_hand(*, incident: Incident, hide: bool, by: Person, now: datetime) -> Hiding:
    """Somebody did it on X, and says so. Raises ``NoReply``, ``NothingKept``, ``UnderWay``."""
    with transaction.atomic():
        hiding = _begin(incident, by, now, hide=hide, by_hand=True, state=Hiding.State.ACCEPTED)
        hidden.note(hiding, incident, now)
    return hiding


def _begin(
    incident: Incident, by: Person, now: datetime, *, hide: bool, **fields: object
) -> Hiding:
    tweet_id = tweet_id_in(incident.link)
    if not tweet_id:
        raise NoReply(gettext("This incident has no link to a reply on X."))
    if hide and not Evidence.objects.filter(incident=incident).exists():
        raise NothingKept(gettext("Keep the evidence first: the words, the link, a screenshot."))
    if Hiding.objects.open().filter(tweet_id=tweet_id).exists():
        raise _under_way()
    finished = now if fields.get("by_hand") else None
    try:
        with transaction.atomic():
            return Hiding.objects.create(
                school_id=incident.school_id,
                incident=incident,
                tweet_id=tweet_id,
                hidden=hide,
                by=by,
                asked_at=now,
                next_try_at=now,
                finished_at=finished,
                **fields,
            )
    except IntegrityError as clash:
        if "hiding_one_open" not in str(clash):
            raise
        raise _under_way() from None


def _under_way() -> UnderWay:
    return UnderWay(gettext("X is being asked already. Wait a minute and open the page again."))
