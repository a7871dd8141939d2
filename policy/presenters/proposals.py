"""A proposal in words: what it changes on each point, and who said what to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from policy import packs
from policy.models import Proposal, ProposalAnswer
from policy.presenters.proposed_words import Rewording, beside
from policy.queries import proposals
from policy.set_up.pasting import Pasted
from policy.set_up.points import OWN, Point
from policy.set_up.questions import POINTS
from schoolsocial.accounts.models import School
from schoolsocial.words import Words

IN_ITS_OWN_WAY = _("In a way of its own")


@dataclass(frozen=True, slots=True)
class Difference:
    """A point the proposal speaks of; ``now`` is what the school's policy in force says."""

    question: Words
    now: Words
    proposed: Words

    @property
    def is_new(self) -> bool:
        return self.now != self.proposed


@dataclass(frozen=True, slots=True)
class Seen:
    """A proposal as a school reads it; ``wording`` where it brings words."""

    proposal: Proposal
    answer: ProposalAnswer | None
    what: str
    differences: tuple[Difference, ...]
    same: int
    wording: Rewording | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A proposal as its trust reads it: each school by name, with what it said."""

    proposal: Proposal
    what: str
    points: tuple[Difference, ...]
    clauses: tuple[Pasted, ...]
    answers: tuple[tuple[School, ProposalAnswer | None], ...]
    accepted: int
    declined: int
    waiting: int


def seen(school: School, proposal: Proposal, day: date) -> Seen:
    """What the proposal would change in the school."""
    standing = proposals.standing_answers(school, day)
    points = tuple(_differences(proposal, standing))
    return Seen(
        proposal=proposal,
        answer=proposals.answer_of(school, proposal),
        what=what(proposal),
        differences=tuple(one for one in points if one.is_new),
        same=sum(not one.is_new for one in points),
        wording=_wording(school, proposal, day),
    )


def tally(proposal: Proposal) -> Tally:
    answers = tuple(proposals.answers_by_school(proposal))
    said = [answer.accepted if answer else None for _school, answer in answers]
    return Tally(
        proposal=proposal,
        what=what(proposal),
        points=tuple(_differences(proposal, {})),
        clauses=tuple(proposals.proposed_clauses(proposal)),
        answers=answers,
        accepted=said.count(True),
        declined=said.count(False),
        waiting=said.count(None),
    )


def what(proposal: Proposal) -> str:
    """What is proposed, in a few words."""
    if proposal.pack:
        pack = packs.load(proposal.pack)
        return ngettext(
            "A whole policy: {title}, {count} clause",
            "A whole policy: {title}, {count} clauses",
            len(pack.clauses),
        ).format(title=pack.title, count=len(pack.clauses))
    if proposal.clauses:
        return ngettext(
            "A wording, that of {whose}: {count} clause",
            "A wording, that of {whose}: {count} clauses",
            len(proposal.clauses),
        ).format(whose=proposal.source or proposal.trust.name, count=len(proposal.clauses))
    count = len(proposal.answers)
    said = ngettext("Answers to {count} question", "Answers to {count} questions", count)
    return said.format(count=count)


def _wording(school: School, proposal: Proposal, day: date) -> Rewording | None:
    proposed = proposals.proposed_clauses(proposal)
    if not proposed:
        return None
    return beside(proposals.standing_clauses(school, day), proposed)


def _differences(proposal: Proposal, standing: Mapping[str, str]) -> Iterator[Difference]:
    wanted = proposals.proposed_answers(proposal)
    for point in POINTS:
        value = wanted.get(point.id, OWN)
        if value != OWN:
            now = _in_words(point, standing.get(point.id, OWN))
            yield Difference(point.question, now, _in_words(point, value))


def _in_words(point: Point, value: str) -> Words:
    return IN_ITS_OWN_WAY if value == OWN else point.choice(value).label
