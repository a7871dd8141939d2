from moderation.incidents.models import Hiding, Incident
from schoolsocial.accounts.models import School
from schoolsocial.x.models import Account
from schoolsocial.x.models.accounts import AccountQuerySet


def latest(incident: Incident) -> Hiding | None:
    """What X was last asked about the incident's reply."""
    rows = Hiding.objects.filter(incident=incident).select_related("by", "account")
    return rows.order_by("-asked_at", "-id").first()


def accounts_to_hide_by(school: School) -> AccountQuerySet:
    """The school's own accounts that School Social reaches; colleagues' own are theirs."""
    rows: AccountQuerySet = school.accounts.connected()
    return rows.exclude(kind=Account.Kind.STAFF).by_kind()
