"""How the accounts stand, for those who run the installation."""

from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext

from schoolsocial.operations.queries import Standing
from schoolsocial.x.models import Account
from schoolsocial.x.standing import BY_A_PERSON, OUT_OF_BUDGET, OUT_OF_CREDIT, PROTECTED

REASONS = (OUT_OF_CREDIT, OUT_OF_BUDGET, BY_A_PERSON, PROTECTED)


def standing(_now: datetime) -> Standing:
    """Accounts that post nothing until something is seen to. Needs ``scope.platform``."""
    paused = Account.objects.present().exclude(paused_at=None)
    found = dict(paused.values_list("paused_reason").annotate(number=Count("pk")))
    counts = {reason: found.get(reason, 0) for reason in REASONS}
    said = gettext("Accounts that are paused, by the reason.")
    return Standing("schoolsocial_accounts_paused", said, "reason", counts)
