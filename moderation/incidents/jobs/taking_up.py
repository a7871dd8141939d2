"""A post made outside the process becomes an incident.

The floor below leaves a case for each, in the transaction that noticed it; here it is taken up
once, however many workers look.
"""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.actions import cases
from moderation.catalogue.models import Case
from moderation.incidents import opening
from moderation.incidents.opening import Report
from schoolsocial.tenancy import scope

AT_ONCE = 200
_WORDS = _(
    "A post stands on @{handle} that was not made in School Social. Whoever looks "
    "after what is live answers on the page “Outside the process”; this incident "
    "keeps what was done about it."
)


def take_up(now: datetime) -> None:
    """Open an incident for each post made outside; other cases are only noted as seen."""
    for school_id, case_id in _waiting():
        with scope.school(school_id):
            rows = Case.objects.to_pass_on().select_for_update(skip_locked=True, of=("self",))
            case = rows.select_related("tweet__account", "school").filter(pk=case_id).first()
            if case is not None:
                _report(case, now)
                cases.pass_on(case=case, now=now)


def _waiting() -> list[tuple[int, int]]:
    with scope.platform():
        return list(Case.objects.to_pass_on().values_list("school_id", "pk")[:AT_ONCE])


def _report(case: Case, now: datetime) -> None:
    if case.kind != Case.Kind.OUTSIDE:
        return
    handle = case.tweet.account.handle
    said = Report(
        category="outside",
        words=str(_WORDS).format(handle=handle),
        link=f"{settings.X_PUBLIC_URL}/{handle}/status/{case.tweet.tweet_id}",
        is_known=True,  # the case itself was told to leaders by mail
    )
    opening.report(school=case.school, report=said, by=None, now=now)
