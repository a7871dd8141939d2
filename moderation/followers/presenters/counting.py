"""By what followers are looked at here, in sentences."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from moderation.followers.queries.rules import Counting
from moderation.followers.workflow import Verdict
from schoolsocial.accounts.models import School
from schoolsocial.words import Words


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
    reasons: tuple[tuple[Words, tuple[str, ...]], ...]


def says(counting: Counting, school: School) -> Says:
    if counting.policy is None:
        return Says(_by_setting(counting), "", "")
    days = counting.check_days
    often = ngettext("Every day", "Every {number} days", days).format(number=days)
    page = reverse("policy_version", args=[school.slug, counting.policy.pk])
    return Says(often, counting.clause, f"{page}#clause-{counting.clause}")


def _by_setting(counting: Counting) -> str:
    days = counting.check_days
    if counting.version:
        said = ngettext(
            "The policy does not say how often; the school’s setting counts: every day.",
            "The policy does not say how often; the school’s setting counts: every {number} days.",
            days,
        )
    else:
        said = ngettext(
            "No policy is in force; the school’s setting counts: every day.",
            "No policy is in force; the school’s setting counts: every {number} days.",
            days,
        )
    return said.format(number=days)


def fixed(counting: Counting, school: School) -> Fixed:
    return Fixed(
        says=says(counting, school),
        signature=gettext("A second leader signs")
        if counting.two_to_block
        else gettext("One leader decides"),
        reasons=tuple(
            (verdict.label, tuple(one.words for one in counting.reasons[verdict]))
            for verdict in Verdict
        ),
    )
