"""Beginning and ending a sweep, in the caller's transaction."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from moderation.followers import difference, handing_over
from moderation.followers.errors import NotConsented, StillSweeping
from moderation.followers.models import Sighting, Sweep, SweepPage, SweepPlan
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account


def plan_of(account: Account) -> SweepPlan:
    """The account's plan; made where there is none, and nothing begins by itself."""
    plan, _ = SweepPlan.objects.get_or_create(
        account=account, defaults={"school_id": account.school_id}
    )
    return plan


def may_sweep(account: Account) -> bool:
    """Whether its followers may be read: a colleague's own account only if its owner agrees."""
    if account.kind != Account.Kind.STAFF:
        return True
    return SweepPlan.objects.allowed().filter(account=account).exists()


def begin(
    *, account: Account, source: Sweep.Source, by: Person | None, now: datetime, file: str = ""
) -> Sweep:
    """A sweep that a worker carries on. Raises ``NotConsented``, ``StillSweeping``."""
    if not may_sweep(account):
        raise NotConsented
    try:
        with transaction.atomic():
            sweep = Sweep.objects.create(
                school_id=account.school_id,
                account=account,
                source=source,
                whole=source != Sweep.Source.LIST,
                by=by,
                began_at=now,
                again_at=now,
                file=file,
            )
    except IntegrityError as clash:
        if "sweep_one_at_a_time" not in str(clash):
            raise
        raise StillSweeping from None
    record(sweep, "sweep.began", now, by=by)
    return sweep


def finish(sweep: Sweep, now: datetime) -> None:
    """Take over what it found, and end it; the caller saves nothing after."""
    found = difference.settle(sweep=sweep, believe=_doubted_before(sweep), now=now)
    sweep.newcomers, sweep.returned, sweep.changed = found.new, found.returned, found.changed
    sweep.gone, sweep.doubtful = found.gone, found.doubtful
    if not found.doubtful:
        handing_over.tell_of_blocked_followers(sweep, now)
    _end(sweep, Sweep.State.DONE, "", now)
    details: dict[str, audit.Detail] = {
        "people": sweep.people,
        "new": found.new,
        "returned": found.returned,
        "changed": found.changed,
        "gone": found.gone,
        "doubtful": found.doubtful,
    }
    record(sweep, "sweep.done", now, details=details)


def stop(sweep: Sweep, *, trouble: str, by: Person | None, now: datetime) -> None:
    """End it before its end: nothing it found is taken over, and nobody is declared gone."""
    start_again(sweep)
    _end(sweep, Sweep.State.STOPPED, trouble, now)
    record(sweep, "sweep.stopped", now, by=by, details={"reason": trouble})


def start_again(sweep: Sweep) -> None:
    """Let go of the pages read so far; the caller saves."""
    Sighting.objects.filter(sweep=sweep).delete()
    SweepPage.objects.filter(sweep=sweep).delete()
    sweep.pages, sweep.people, sweep.next_token = 0, 0, ""


def record(
    sweep: Sweep,
    verb: str,
    now: datetime,
    *,
    by: Person | None = None,
    details: dict[str, audit.Detail] | None = None,
) -> None:
    audit.record(
        school_id=sweep.school_id,
        by=by.pk if by else None,
        verb=verb,
        subject=sweep,
        details=details,
        at=now,
    )


def _doubted_before(sweep: Sweep) -> bool:
    """Whether the sweep before found as few: two that agree are believed."""
    ended = Sweep.objects.filter(account=sweep.account_id, whole=True, state=Sweep.State.DONE)
    before = ended.exclude(pk=sweep.pk).latest_first().first()
    return before is not None and before.doubtful


def _end(sweep: Sweep, state: Sweep.State, trouble: str, now: datetime) -> None:
    sweep.state, sweep.ended_at, sweep.trouble = state, now, trouble
    sweep.next_token, sweep.holder, sweep.held_until, sweep.file = "", "", None, ""
    sweep.save()
    if sweep.source == Sweep.Source.X:
        plans = SweepPlan.objects.filter(account=sweep.account_id).exclude(next_at=None)
        for plan in plans.select_for_update():
            plan.next_at = now + timedelta(days=plan.every_days)
            plan.save(update_fields=["next_at"])
