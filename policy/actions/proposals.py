"""A trust proposes; a school's head takes it into the school's own draft, or declines."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy import packs
from policy.actions import points, versions, wording
from policy.actions.drafting import MOST_CLAUSES
from policy.models import PolicyVersion, Proposal, ProposalAnswer
from policy.queries import NoPolicy, version_in_force
from policy.queries import versions as queries
from policy.set_up.pasting import Pasted
from policy.set_up.points import OWN
from policy.set_up.questions import POINTS
from policy.workflow import NotPossible, State
from schoolsocial.accounts.actions.trusts import NotTheHead
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Membership, Person, School, Trust
from schoolsocial.audit import actions as audit


class NothingProposed(Refusal):
    sentence = _("Choose a pack, or an answer to at least one question, and not both.")


class NoWords(Refusal):
    sentence = format_lazy(
        _("A wording has at least one clause, and at most {most}."), most=MOST_CLAUSES
    )


class AlreadyAnswered(Refusal):
    sentence = _("The school has answered this already. The page shows what was said.")


class NoReason(Refusal):
    sentence = _("Say in a few words why the school declines.")


class InTheWay(Refusal):
    """The version being prepared cannot take it in; the text says what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__()


def publish(
    *,
    trust: Trust,
    title: str,
    reason: str,
    pack: str,
    answers: Mapping[str, str],
    by: Person,
    now: datetime,
) -> Proposal:
    """Put a pack, or answers by the ids of their points, before every school of the trust.

    Raises ``NothingProposed``, ``PackError``.
    """
    chosen = {point.id: answers.get(point.id, OWN) for point in POINTS}
    wanted = {name: value for name, value in chosen.items() if value != OWN}
    if bool(pack) == bool(wanted):
        raise NothingProposed
    if pack:
        packs.load(pack)
    return _published(trust, title, reason, by, now, pack=pack, answers=wanted)


def publish_words(
    *,
    trust: Trust,
    title: str,
    reason: str,
    clauses: Sequence[Pasted],
    source: str,
    by: Person,
    now: datetime,
) -> Proposal:
    """Put a wording before every school of the trust: its own, or that of the school ``source``.

    Raises ``NoWords``.
    """
    if not 0 < len(clauses) <= MOST_CLAUSES:
        raise NoWords
    words = [asdict(one) for one in clauses]
    return _published(trust, title, reason, by, now, clauses=words, source=source)


@transaction.atomic
def _published(
    trust: Trust, title: str, reason: str, by: Person, now: datetime, **what: Any
) -> Proposal:
    proposal = Proposal.objects.create(
        trust=trust, title=title, reason=reason, published_by=by, published_at=now, **what
    )
    audit.record(school_id=None, by=by.pk, verb="policy.put_to_schools", subject=proposal)
    return proposal


def accept(*, school: School, proposal: Proposal, by: Person, now: datetime) -> PolicyVersion:
    """Take it into the school's draft, begun from the policy in force where there is none.

    The draft counts for nothing until the school's own governors ratify it. Raises
    ``NotTheHead``, ``AlreadyAnswered``, ``InTheWay``.
    """
    with transaction.atomic():
        _hold(school, proposal, by)
        try:
            version = _taken_in(school, proposal, by, now)
        except (versions.AlreadyWorking, NotPossible) as refusal:
            raise InTheWay(str(refusal)) from refusal
        _answer(school, proposal, by, now, version=version)
    return version


def decline(*, school: School, proposal: Proposal, reason: str, by: Person, now: datetime) -> None:
    """Say no, and why; the trust reads it. Raises ``NotTheHead``, ``AlreadyAnswered``,
    ``NoReason``.
    """
    said = reason.strip()
    if not said:
        raise NoReason
    with transaction.atomic():
        _hold(school, proposal, by)
        _answer(school, proposal, by, now, reason=said)


def _hold(school: School, proposal: Proposal, by: Person) -> None:
    School.objects.select_for_update().get(pk=school.pk)
    heads = Membership.objects.active().filter(post=Membership.Post.HEAD)
    if not heads.filter(school=school, person=by).exists():
        raise NotTheHead
    if ProposalAnswer.objects.filter(school=school, proposal=proposal).exists():
        raise AlreadyAnswered


def _taken_in(school: School, proposal: Proposal, by: Person, now: datetime) -> PolicyVersion:
    if proposal.pack:
        return versions.start_from_pack(school=school, slug=proposal.pack, by=by, now=now)
    if proposal.clauses:
        return _reworded(school, proposal, by, now)
    draft = queries.working(school) or _begun(school, by, now)
    if draft.state != State.DRAFT:
        raise NotPossible(State(draft.state))
    return points.settle(
        version=draft, by=by, answers=proposal.answers, revision=draft.revision, now=now
    )


def _reworded(school: School, proposal: Proposal, by: Person, now: datetime) -> PolicyVersion:
    """A new draft in the proposed words, with the rules of the policy in force where there is one;
    a draft that is under way is nobody's to write over.
    """
    in_force = queries.counting(school, timezone.localdate(now))
    if in_force is None:
        draft = versions.start_blank(school=school, title=proposal.title, by=by, now=now)
    else:
        draft = versions.start_from_version(version=in_force, by=by, now=now)
    return wording.replace(
        version=draft,
        by=by,
        clauses=[Pasted(**one) for one in proposal.clauses],
        title="",
        revision=draft.revision,
        now=now,
    )


def _begun(school: School, by: Person, now: datetime) -> PolicyVersion:
    try:
        in_force = version_in_force(school, timezone.localdate(now))
    except NoPolicy as missing:
        raise InTheWay(
            gettext(
                "The school has no policy yet. Choose one under “Set up the policy” "
                "first; then this goes into its draft."
            )
        ) from missing
    return versions.start_from_version(version=in_force, by=by, now=now)


def _answer(
    school: School,
    proposal: Proposal,
    by: Person,
    now: datetime,
    *,
    version: PolicyVersion | None = None,
    reason: str = "",
) -> None:
    try:
        with transaction.atomic():
            answer = ProposalAnswer.objects.create(
                school=school,
                trust=proposal.trust,
                proposal=proposal,
                accepted=version is not None,
                version=version,
                reason=reason,
                by=by,
                at=now,
            )
    except IntegrityError as error:
        raise AlreadyAnswered from error
    verb = "policy.proposal_accepted" if version else "policy.proposal_declined"
    audit.record(school_id=school.pk, by=by.pk, verb=verb, subject=answer, at=now)
