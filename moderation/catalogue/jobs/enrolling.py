"""Posts of accounts whose timeline nobody reads enter the catalogue from the ledger: all of those
that no API reaches, and of staff accounts what was deleted, as X is asked whether it is gone.
"""

from django.db.models import Q

from moderation.catalogue import outside
from moderation.drafts.jobs.clock import database_now
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

_DELETED = Q(state=State.REMOVED)


def due() -> list[tuple[int, int]]:
    """(school, account) ids with posts on X that the catalogue does not hold."""
    with scope.platform():
        missing = Post.objects.filter(tweet_id__isnull=False, tweet=None)
        found = [missing.for_people(), missing.filter(_DELETED, account__kind=Account.Kind.STAFF)]
        pairs = [rows.order_by().values_list("school_id", "account_id") for rows in found]
        return sorted({pair for rows in pairs for pair in rows.distinct()})


def enrol(school_id: int, account_id: int) -> None:
    """Each of them gets its entry. May be called any number of times."""
    with scope.school(school_id):
        held = Account.objects.select_for_update(of=("self",), no_key=True)
        account = held.filter(pk=account_id).first()
        if account is not None:
            among = None if account.by_hand else _DELETED
            outside.link(account, database_now(), among=among)
