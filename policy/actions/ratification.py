"""The governing body's word on a version: proposed, recorded, confirmed by a governor."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from policy.actions import notices, steps
from policy.models import PolicyVersion
from policy.workflow import State, Verb
from schoolsocial.accounts.models import Person

LATEST_IN_FORCE, LATEST_REVIEW = timedelta(days=731), timedelta(days=3653)
"""A slip like 2206 would keep every later version from counting, and nobody could mend it."""


class NothingToPropose(Exception):
    """A version without a clause says nothing."""

    def __init__(self) -> None:
        super().__init__(
            gettext("This version has no clause yet. Write one before you propose it.")
        )


class OwnRecord(Exception):
    """Who recorded the ratification cannot confirm it as well."""

    def __init__(self) -> None:
        super().__init__(
            gettext("You recorded this ratification yourself. Another governor has to confirm it.")
        )


class ImpossibleDates(Exception):
    """The days contradict each other."""


def propose(
    *, version: PolicyVersion, by: Person, summary: str, revision: int, now: datetime
) -> PolicyVersion:
    """Put a draft before the governors; from now on its words stand still.

    ``revision`` is the one on the proposer's screen: nobody proposes words they have not seen.
    Raises ``NothingToPropose``, ``steps.ChangedMeanwhile``, ``workflow.NotPossible``.
    """
    with transaction.atomic():
        version = steps.lock(version)
        if not version.clauses.exists():
            raise NothingToPropose
        if version.state == State.DRAFT and version.revision != revision:
            raise steps.ChangedMeanwhile
        steps.take(version, Verb.PROPOSE, by=by, now=now, summary=summary)
        notices.proposed(version, by=by, now=now)
    return version


def take_back(*, version: PolicyVersion, by: Person, now: datetime) -> PolicyVersion:
    """Make a proposed version a draft again. Raises ``workflow.NotPossible``."""
    with transaction.atomic():
        version = steps.lock(version)
        steps.take(version, Verb.TAKE_BACK, by=by, now=now)
    return version


def record(
    *,
    version: PolicyVersion,
    by: Person,
    ratified_on: date,
    minute_reference: str,
    in_force_from: date,
    review_on: date,
    seen: int,
    now: datetime,
) -> PolicyVersion:
    """Write down what the minutes say; a governor has still to confirm it.

    ``seen`` is the last step on the recorder's screen: words taken back and proposed anew since are
    not the ones the minutes speak of. Raises ``ImpossibleDates``, ``steps.ChangedMeanwhile``,
    ``workflow.NotPossible``.
    """
    with transaction.atomic():
        version = steps.lock(version)
        _refuse_unseen(version, State.PROPOSED, seen)
        _refuse_impossible(ratified_on, in_force_from, review_on, now)
        _refuse_never_in_force(version, in_force_from)
        steps.take(
            version,
            Verb.RECORD,
            by=by,
            now=now,
            ratified_on=ratified_on,
            minute_reference=minute_reference,
            in_force_from=in_force_from,
            review_on=review_on,
        )
        notices.recorded(version, by=by, now=now)
    return version


def confirm(*, version: PolicyVersion, by: Person, seen: int, now: datetime) -> PolicyVersion:
    """A governor confirms the record: the version is ratified and never changes again.

    ``seen`` is the last step on the governor's screen. Raises ``OwnRecord``,
    ``steps.ChangedMeanwhile``, ``workflow.NotPossible``.
    """
    with transaction.atomic():
        version = steps.lock(version)
        if version.state == State.RECORDED and recorder(version) == by.pk:
            raise OwnRecord
        _refuse_unseen(version, State.RECORDED, seen)
        steps.take(version, Verb.CONFIRM, by=by, now=now)
        notices.confirmed(version, by=by, now=now)
    return version


def dispute(*, version: PolicyVersion, by: Person, comment: str, now: datetime) -> PolicyVersion:
    """A governor says that the record is wrong, and why. Raises ``workflow.NotPossible``."""
    with transaction.atomic():
        version = steps.lock(version)
        steps.take(
            version,
            Verb.DISPUTE,
            by=by,
            now=now,
            comment=comment,
            ratified_on=None,
            minute_reference="",
            in_force_from=None,
            review_on=None,
        )
        notices.disputed(version, by=by, now=now)
    return version


def withdraw(*, version: PolicyVersion, by: Person, now: datetime) -> PolicyVersion:
    """Give a version up; its number is not used again. Raises ``workflow.NotPossible``."""
    with transaction.atomic():
        version = steps.lock(version)
        steps.take(version, Verb.WITHDRAW, by=by, now=now)
    return version


def recorder(version: PolicyVersion) -> int | None:
    """Who wrote down the ratification that stands now."""
    return version.steps.of(Verb.RECORD).values_list("by", flat=True).last()


def _refuse_unseen(version: PolicyVersion, waiting: State, seen: int) -> None:
    """Something happened since the page was shown, and it waits for the same step again."""
    if version.state == waiting and version.steps.last_id() != seen:
        raise steps.ChangedMeanwhile


def _refuse_impossible(ratified: date, in_force: date, review: date, now: datetime) -> None:
    if ratified > timezone.localdate(now):
        raise ImpossibleDates(
            gettext("The governors cannot have ratified it on a day still to come.")
        )
    if in_force < ratified:
        raise ImpossibleDates(
            gettext("It can come into force on the day it was ratified, or later.")
        )
    if in_force > ratified + LATEST_IN_FORCE:
        raise ImpossibleDates(
            gettext(
                "It can come into force within two years of its ratification. Look at "
                "the year again."
            )
        )
    if review > in_force + LATEST_REVIEW:
        raise ImpossibleDates(
            gettext("Its review can be ten years off at most. Look at the year again.")
        )
    if review <= in_force:
        raise ImpossibleDates(gettext("The review has to fall after the day it comes into force."))


def _refuse_never_in_force(version: PolicyVersion, in_force: date) -> None:
    """A version that begins before the one ratified last would never count."""
    ratified = PolicyVersion.objects.filter(school=version.school).ratified()
    last = ratified.order_by("-in_force_from").first()
    if last is not None and last.in_force_from and in_force < last.in_force_from:
        raise ImpossibleDates(
            gettext(
                "Version {number} is in force from {day}. This one can follow it on that day or "
                "later."
            ).format(number=last.number, day=date_format(last.in_force_from, "j F Y"))
        )
