"""What the policy asks of somebody, for the page on which they arrive."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from policy.models import PolicyVersion
from policy.queries import NoPolicy, version_in_force, versions
from policy.queries.standing import agreed
from policy.workflow import State
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy import scope

_BEFORE_THEM = {
    State.PROPOSED: "is before the governors. Read what changes",
    State.RECORDED: "waits for a governor to confirm that it was ratified",
}


@dataclass(frozen=True, slots=True)
class News:
    """One sentence; ``version`` is the page to open, nothing for agreeing to the one in force."""

    sentence: str
    version: int | None = None


def policy_news(request: HttpRequest) -> dict[str, Callable[[], News | None]]:
    """Asked of the database only by a page that shows it."""
    membership = getattr(request, "membership", None)
    if membership is None or not scope.entered():  # a refusal's page stands outside the school
        return {}
    if Permission.SEE_POLICY not in membership.permissions:
        return {}
    return {"policy_news": lambda: _before_governors(membership) or _to_agree(membership)}


def _before_governors(membership: Membership) -> News | None:
    if Permission.CONFIRM_RATIFICATION not in membership.permissions:
        return None
    version = versions.working(membership.school)
    if version is None or State(version.state) not in _BEFORE_THEM:
        return None
    return News(f"Version {version.number} {_BEFORE_THEM[State(version.state)]}.", version.pk)


def _to_agree(membership: Membership) -> News | None:
    version = _in_force(membership)
    if Permission.DRAFT_POSTS not in membership.permissions or version is None:
        return None
    if agreed(version, membership.person):
        return None
    return News(f"You have not agreed to version {version.number} yet. Read and agree.")


def _in_force(membership: Membership) -> PolicyVersion | None:
    try:
        return version_in_force(membership.school, timezone.localdate())
    except NoPolicy:
        return None
