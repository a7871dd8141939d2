"""Which account on X an incident is about, for whoever says so and for the jobs that know it."""

from datetime import datetime

from moderation.incidents.models import AccountLink, Incident, OtherAccount
from schoolsocial.accounts.models import Person


def link(
    incident: Incident, handle: str, *, x_user_id: str = "", by: Person | None, now: datetime
) -> bool:
    """Link the account of this name, in the caller's transaction; whether that is new.

    Names on X can be changed: where X's number is known it decides, and the latest name is kept.
    """
    account = _account(incident.school_id, handle, x_user_id)
    _, is_new = AccountLink.objects.get_or_create(
        school_id=incident.school_id,
        incident=incident,
        account=account,
        defaults={"by": by, "at": now},
    )
    return is_new


def _account(school_id: int, handle: str, x_user_id: str) -> OtherAccount:
    rows = OtherAccount.objects.filter(school_id=school_id)
    numbered = rows.filter(x_user_id=x_user_id).first() if x_user_id else None
    if numbered is not None:
        if numbered.handle != handle and not rows.filter(handle__iexact=handle).exists():
            numbered.handle = handle
            numbered.save(update_fields=["handle"])
        return numbered
    named, _ = rows.get_or_create(
        handle__iexact=handle,
        defaults={"school_id": school_id, "handle": handle, "x_user_id": x_user_id},
    )
    if x_user_id and not named.x_user_id:
        named.x_user_id = x_user_id
        named.save(update_fields=["x_user_id"])
    return named
