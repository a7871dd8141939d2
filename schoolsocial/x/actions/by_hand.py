"""Accounts that no API reaches: a person posts what was approved."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account


class AlreadyHere(Refusal):
    sentence = _(
        "The school has this account already. Choose another, or disconnect that one first."
    )


def add(
    *, school: School, by: Person, handle: str, name: str, kind: Account.Kind, now: datetime
) -> Account:
    """Add an account known by its handle only (without the @); a staff account is ``by``'s own.

    Raises ``AlreadyHere`` where an account of the school has this handle.
    """
    with transaction.atomic():
        school = School.objects.select_for_update().get(pk=school.pk)
        if school.accounts.present().filter(handle__iexact=handle).exists():
            raise AlreadyHere
        account = Account.objects.create(
            school=school,
            handle=handle,
            name=name,
            kind=kind,
            owner=by if kind == Account.Kind.STAFF else None,
            posts_by=Account.PostsBy.HAND,
            connected_at=now,
        )
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="account.added_by_hand",
            subject=account,
            details={"kind": str(kind)},
            at=now,
        )
    return account
