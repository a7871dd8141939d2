"""Looking at followers regularly: that it was done, and how often it is to be."""

from datetime import datetime

from django.db import transaction

from moderation.followers.errors import SomethingNew
from moderation.followers.models import Check, Rules
from moderation.followers.queries import rules
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


def nothing_new(*, school: School, by: Person, now: datetime) -> Check:
    """Put on record that somebody looked and there was nothing to decide. Raises
    ``SomethingNew`` where a case waits.
    """
    with transaction.atomic():
        if rules.to_decide(school):
            raise SomethingNew
        check = Check.objects.create(school=school, by=by, at=now)
        audit.record(school_id=school.pk, by=by.pk, verb="followers.checked", subject=check, at=now)
    return check


def choose(
    *,
    school: School,
    check_days: int,
    two_to_block: bool,
    facts_months: int,
    by: Person,
    now: datetime,
) -> Rules:
    """How often followers are looked at, whether two leaders block, how long facts stay."""
    with transaction.atomic():
        chosen = {
            "check_days": check_days,
            "two_to_block": two_to_block,
            "facts_months": facts_months,
        }
        kept, _ = Rules.objects.update_or_create(school=school, defaults=chosen)
        audit.record(
            school_id=school.pk,
            by=by.pk,
            verb="followers.rules_chosen",
            subject=kept,
            details={"days": check_days, "two": two_to_block, "months": facts_months},
            at=now,
        )
    return kept
