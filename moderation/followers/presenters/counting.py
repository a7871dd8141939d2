"""By what followers are looked at here, in sentences."""

from dataclasses import dataclass

from django.urls import reverse

from moderation.followers.queries.rules import Counting
from moderation.followers.workflow import Verdict
from schoolsocial.accounts.models import School


@dataclass(frozen=True, slots=True)
class Says:
    """How often followers are looked at, and who says so: ``often`` comes before ``clause``, the
    number of the policy's clause with its ``link``; without one ``often`` says it all.
    """

    often: str
    clause: str
    link: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the policy fixes, for a page that cannot change it. ``reasons``: each decision with
    the reasons it may name.
    """

    says: Says
    signature: str
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


def says(counting: Counting, school: School) -> Says:
    often = "Every day" if counting.check_days == 1 else f"Every {counting.check_days} days"
    if counting.policy is None:
        silent = (
            "The policy does not say how often" if counting.version else "No policy is in force"
        )
        return Says(f"{silent}; the school’s setting counts: {often.lower()}.", "", "")
    page = reverse("policy_version", args=[school.slug, counting.policy.pk])
    return Says(often, counting.clause, f"{page}#clause-{counting.clause}")


def fixed(counting: Counting, school: School) -> Fixed:
    return Fixed(
        says=says(counting, school),
        signature="A second leader signs" if counting.two_to_block else "One leader decides",
        reasons=tuple(
            (verdict.label, tuple(one.words for one in counting.reasons[verdict]))
            for verdict in Verdict
        ),
    )
