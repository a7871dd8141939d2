"""What is live on X, and what it may need of somebody now."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from moderation.catalogue.models import Case, Remark
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission


def needs(asked: Asked) -> Iterator[Need]:
    """What was done outside the process; what an audit found."""
    yield Need(
        "catalogue.cases",
        ngettext_lazy(
            "post on X does not match the record: say what happened",
            "posts on X do not match the record: say what happened",
        ),
        "catalogue:cases",
        Permission.DELETE_LIVE_POSTS,
        Case,
        lambda: Case.objects.filter(school=asked.school).open(),
        since="opened_at",
    )
    yield Need(
        "catalogue.remarks",
        ngettext_lazy(
            "live post would not pass today’s policy", "live posts would not pass today’s policy"
        ),
        "catalogue:audit",
        Permission.DELETE_LIVE_POSTS,
        Remark,
        lambda: Remark.objects.filter(school=asked.school).to_decide(),
        since="opened_at",
    )
