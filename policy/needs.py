"""What the policy may need of somebody now."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache, partial

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import ngettext_lazy

from policy.findings import Severity
from policy.models import (
    Agreement,
    ClauseRule,
    PolicyVersion,
    Proposal,
    ProposalAnswer,
    Training,
)
from policy.models.reminders import STAGES
from policy.queries.in_force import rows_in_force
from policy.rules import trained
from policy.workflow import State
from schoolsocial.accounts.models import Person
from schoolsocial.accounts.needs import Asked, Need
from schoolsocial.accounts.roles import Permission

Versions = QuerySet[PolicyVersion]
InForce = Callable[[], Versions]

COURSE_AHEAD = timedelta(days=30)
"""How long before training ends somebody is told: a course takes a while to find."""


def needs(asked: Asked) -> Iterator[Need]:
    """Agreeing, training, what is before governors, the review, what the trust proposes."""
    in_force = cache(partial(rows_in_force, asked.school, asked.today))
    yield from _to_draft(asked, in_force)
    yield Need(
        "policy.proposed",
        ngettext_lazy(
            "version of the policy is before the governors",
            "versions of the policy are before the governors",
        ),
        "policy_versions",
        Permission.CONFIRM_RATIFICATION,
        PolicyVersion,
        lambda: PolicyVersion.objects.filter(school=asked.school, state=State.PROPOSED),
    )
    yield Need(
        "policy.confirm",
        ngettext_lazy(
            "version of the policy waits for a governor to confirm that it was ratified",
            "versions of the policy wait for a governor to confirm that they were ratified",
        ),
        "policy_versions",
        Permission.CONFIRM_RATIFICATION,
        PolicyVersion,
        lambda: PolicyVersion.objects.filter(school=asked.school, state=State.RECORDED),
    )
    yield Need(
        "policy.review",
        ngettext_lazy("policy is due for review", "policies are due for review"),
        "policy",
        Permission.EDIT_POLICY,
        PolicyVersion,
        lambda: _to_review(in_force(), asked),
        due="review_on",
        in_days=True,
    )
    yield Need(
        "policy.proposal",
        ngettext_lazy(
            "proposal of your trust has no answer yet", "proposals of your trust have no answer yet"
        ),
        "policy_proposals",
        Permission.ANSWER_TRUST,
        Proposal,
        lambda: _unanswered(asked),
        since="published_at",
    )


def _to_draft(asked: Asked, in_force: InForce) -> Iterator[Need]:
    yield Need(
        "policy.agree",
        ngettext_lazy(
            "version of the policy waits for you to read and agree",
            "versions of the policy wait for you to read and agree",
        ),
        "policy_agree",
        Permission.DRAFT_POSTS,
        PolicyVersion,
        lambda: _not_agreed_to(in_force(), asked.membership.person),
    )
    records = Permission.MANAGE_TRAINING in asked.membership.permissions
    words = ngettext_lazy(
        "course in posting safely is due for you: ask a senior leader",
        "courses in posting safely are due for you: ask a senior leader",
    )
    if records:
        words = ngettext_lazy(
            "course in posting safely is due for you: record it once you have taken it",
            "courses in posting safely are due for you: record it once you have taken it",
        )
    yield Need(
        "policy.training",
        words,
        "policy_training" if records else "policy",
        Permission.DRAFT_POSTS,
        PolicyVersion,
        lambda: _asking_for_a_course(in_force(), asked),
    )


def _to_review(in_force: Versions, asked: Asked) -> Versions:
    soon = asked.today + timedelta(days=max(STAGES))
    versions = PolicyVersion.objects.filter(school=asked.school)
    later = versions.ratified().filter(number__gt=OuterRef("number"))
    return in_force.filter(~Exists(later), review_on__lte=soon)


def _unanswered(asked: Asked) -> QuerySet[Proposal]:
    answers = ProposalAnswer.objects.filter(school=asked.school, proposal=OuterRef("pk"))
    return Proposal.objects.filter(~Exists(answers))


def _not_agreed_to(in_force: Versions, person: Person) -> Versions:
    agreed = Agreement.objects.filter(version=OuterRef("pk"), person=person)
    return in_force.filter(~Exists(agreed))


def _asking_for_a_course(in_force: Versions, asked: Asked) -> Versions:
    asks = ClauseRule.objects.filter(
        clause__version=OuterRef("pk"), rule=trained.ID, severity=Severity.BLOCK
    )
    own = Training.objects.filter(person=asked.membership.person)
    last = own.filter(pk__in=own.order_by("-pk").values("pk")[:1])
    lasting = last.filter(counts_until__gt=asked.today + COURSE_AHEAD)
    return in_force.filter(Exists(asks), ~Exists(lasting))
