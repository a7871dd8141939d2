"""Proposals, as a trust and as its schools read them."""

from collections.abc import Mapping
from datetime import date

from policy import packs
from policy.models import Clause, Proposal, ProposalAnswer
from policy.queries.answers import answered, answers_of
from policy.queries.in_force import NoPolicy, version_in_force
from policy.queries.versions import counting, published
from policy.set_up.pasting import Pasted
from policy.set_up.points import OWN
from policy.set_up.questions import POINTS
from schoolsocial.accounts.models import School
from schoolsocial.accounts.queries import trust_places

MOST = 50


def of_trust() -> list[Proposal]:
    """Those of the trust in scope, the latest first."""
    return list(Proposal.objects.order_by("-published_at", "-pk")[:MOST])


def answers_by_school(proposal: Proposal) -> list[tuple[School, ProposalAnswer | None]]:
    """Each school of the trust in scope, by name, with what it said."""
    given = ProposalAnswer.across_schools.filter(proposal=proposal)
    found = {answer.school_id: answer for answer in given}
    return [(place.school, found.get(place.school_id)) for place in trust_places() if place.agreed]


def for_school(school: School) -> list[tuple[Proposal, ProposalAnswer | None]]:
    """What the school's trust proposed, the latest first, with what the school said."""
    given = ProposalAnswer.objects.filter(school=school).select_related("by")
    found = {answer.proposal_id: answer for answer in given}
    rows = Proposal.objects.select_related("trust").order_by("-published_at", "-pk")[:MOST]
    return [(proposal, found.get(proposal.pk)) for proposal in rows]


def answer_of(school: School, proposal: Proposal) -> ProposalAnswer | None:
    rows = ProposalAnswer.objects.filter(school=school, proposal=proposal)
    return rows.select_related("by").first()


def standing_answers(school: School, day: date) -> Mapping[str, str]:
    """What the policy in force says on each point, by the point's id; ``OWN`` without a policy."""
    try:
        return answered(version_in_force(school, day))
    except NoPolicy:
        return dict.fromkeys((point.id for point in POINTS), OWN)


def proposed_answers(proposal: Proposal) -> Mapping[str, str]:
    """What the proposal says, by the ids of the points it speaks of."""
    if proposal.pack:
        return answers_of(proposal.pack)
    return {name: str(value) for name, value in proposal.answers.items()}


def proposed_clauses(proposal: Proposal) -> list[Pasted]:
    """The words it brings, clause by clause; none where it answers questions."""
    if proposal.pack:
        clauses = packs.load(proposal.pack).clauses
        return [Pasted(one.number, one.heading, one.text) for one in clauses]
    return [Pasted(**one) for one in proposal.clauses]


def standing_clauses(school: School, day: date) -> list[Clause]:
    """The clauses of the policy in force, in their order; none without a policy."""
    version = counting(school, day)
    return list(version.clauses.order_by("position", "pk")) if version else []


def schools_of_trust() -> list[School]:
    """Those that belong to the trust in scope, by name."""
    return [place.school for place in trust_places() if place.agreed]


def published_clauses(school: School, day: date) -> list[Pasted]:
    """What the school shows anybody as its policy in force; none without one."""
    version = published(school.slug, day)
    if version is None:
        return []
    rows = sorted(version.clauses.all(), key=lambda one: (one.position, one.pk))
    return [Pasted(one.number, one.heading, one.text) for one in rows]
