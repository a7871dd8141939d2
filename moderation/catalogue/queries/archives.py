"""Archives that were uploaded, and the accounts they may be of."""

from moderation.catalogue.models import ArchiveImport
from moderation.catalogue.models.archives import ArchiveImportQuerySet
from schoolsocial.accounts.models import Membership
from schoolsocial.x.models import AccountQuerySet

MOST = 20


def accounts(membership: Membership) -> AccountQuerySet:
    """Those this person looks after, the school's own first."""
    found: AccountQuerySet = membership.school.accounts.present()
    return found.in_the_care_of(membership).by_kind()


def imports(membership: Membership) -> ArchiveImportQuerySet:
    """Of those accounts, the latest first."""
    rows = ArchiveImport.objects.filter(school=membership.school, account__in=accounts(membership))
    return rows.select_related("account", "by").latest_first()
