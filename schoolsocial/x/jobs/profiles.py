"""Looking whether an account's profile is still as the school wants it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from schoolsocial.audit import actions as audit
from schoolsocial.tenancy import scope
from schoolsocial.x import calling, errors, ledger, standing, telling
from schoolsocial.x.client import Profile, XClient
from schoolsocial.x.models import Account, Aspect, Drift, Expectation

_READS = {"read_user": 1, "read_post": 5}

Seen = Mapping[Aspect, str]


def to_look_at() -> list[tuple[int, int]]:
    """(school, account) ids of the accounts of schools and classes; what is on a member of staff's
    own account is their affair.
    """
    with scope.platform():
        rows = Account.objects.connected().exclude(kind=Account.Kind.STAFF)
        rows = rows.filter(needs_reconnecting_at=None).order_by("pk")
        return list(rows.values_list("school_id", "pk"))


def look(school_id: int, account_id: int) -> bool:
    """Read the profile and write down what differs; false where it could not be read. The first
    reading is what the school is asked to confirm.
    """
    with scope.school(school_id):
        account = Account.objects.select_related("school").filter(pk=account_id).first()
        if account is None or not account.connected:
            return False
        if not ledger.room_for(account=account, calls=_READS, now=timezone.now()):
            return False
    try:
        with calling.as_account(account) as client:
            seen = _read(client, account)
    except errors.XError:
        return False
    with scope.school(school_id):
        compare(account, seen, timezone.now())
    return True


def compare(account: Account, seen: Seen, now: datetime) -> None:
    """Hold what was seen against what is expected: open what differs, close what is mended.

    Protected posts are never taken for what a school wants because they were there first: that is
    said at the first reading, too, and a leader accepts it or undoes it on X.
    """
    proposed = {aspect.value: value for aspect, value in seen.items()}
    proposed[Aspect.PROTECTED.value] = "no"
    expected, is_first = Expectation.objects.select_for_update().get_or_create(
        account=account, defaults={"school": account.school, "read_at": now, **proposed}
    )
    told = _telling(expected, seen)
    expected.read_at = now
    expected.save(update_fields=["read_at", "replies"])
    opened = [aspect for aspect, found in told.items() if _opened(expected, aspect, found, now)]
    if opened:
        telling.the_account(account, "account-drifted", now)
    if Aspect.PROTECTED in opened and not is_first and seen[Aspect.PROTECTED] == "yes":
        standing.pause(account=account, reason=standing.PROTECTED, now=now)


def _telling(expected: Expectation, seen: Seen) -> Seen:
    """What can be compared. Who may reply is known of posts only: where X shows none it says
    nothing, and the first that show it are what is expected, as a first reading is.
    """
    replies = seen[Aspect.REPLIES]
    expected.replies = expected.replies or replies
    return {aspect: found for aspect, found in seen.items() if replies or aspect != Aspect.REPLIES}


def _opened(expected: Expectation, aspect: Aspect, found: str, now: datetime) -> bool:
    """Whether this differs and nobody knew."""
    wanted: str = getattr(expected, aspect.value)
    known = Drift.objects.open().filter(account=expected.account, aspect=aspect).first()
    if found == wanted:
        if known is not None:
            known.state, known.decided_at = Drift.State.MENDED, now
            known.save(update_fields=["state", "decided_at"])
            _note(known, "account.drift_mended", now)
        return False
    if known is not None:
        known.found = found
        known.save(update_fields=["found"])
        return False
    drift = Drift.objects.create(
        school_id=expected.school_id,
        account=expected.account,
        aspect=aspect,
        expected=wanted,
        found=found,
        seen_at=now,
    )
    _note(drift, "account.drift_seen", now)
    return True


def _read(client: XClient, account: Account) -> Seen:
    profile: Profile = client.profile()
    return {
        Aspect.NAME: profile.name[:50],
        Aspect.BIO: profile.bio[:500],
        Aspect.PROTECTED: "yes" if profile.protected else "no",
        Aspect.PINNED: profile.pinned_id,
        Aspect.REPLIES: client.usual_replies(account.x_user_id),
    }


def _note(drift: Drift, verb: str, now: datetime) -> None:
    audit.record(
        school_id=drift.school_id,
        by=None,
        verb=verb,
        subject=drift,
        details={"aspect": drift.aspect},
        at=now,
    )
