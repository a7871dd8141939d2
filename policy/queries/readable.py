"""Which versions of the policy a person may read."""

from collections.abc import Collection

from django.db.models import Q

from policy.models import PolicyVersion
from policy.workflow import State
from schoolsocial.accounts.models import School
from schoolsocial.accounts.roles import Permission

_BEFORE_GOVERNORS = (State.PROPOSED, State.RECORDED)


def readable(school: School, pk: int, permissions: Collection[Permission]) -> PolicyVersion | None:
    """That version, if these permissions let somebody read it.

    What was ratified is for everybody, what lies before the governors for them, and everything
    for those who write the policy.
    """
    allowed = Q(state=State.RATIFIED)
    if Permission.CONFIRM_RATIFICATION in permissions:
        allowed |= Q(state__in=_BEFORE_GOVERNORS)
    if Permission.EDIT_POLICY in permissions:
        allowed = Q()
    return PolicyVersion.objects.filter(allowed, school=school, pk=pk).first()
