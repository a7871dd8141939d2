"""What leaders decide about followers, one at a time or many with a shared reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from moderation.followers import casebook, handing_over, workflow
from moderation.followers.errors import (
    NewerCase,
    NoteMissing,
    NotPossibleNow,
    NotThisReason,
    OwnSignature,
    ToldAlready,
)
from moderation.followers.models import Decision, Follower, FollowerCase
from moderation.followers.models.followers import KnownAs
from moderation.followers.queries import rules
from moderation.followers.workflow import Act, NotPossible, State, Verdict
from schoolsocial.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict, the code of its reason and, if somebody wants to add one, a note."""

    verdict: Verdict
    reason: str
    note: str = ""


def decide(
    *, cases: Sequence[FollowerCase], said: Said, by: Person, now: datetime
) -> list[FollowerCase]:
    """Decide these cases of one school, all or none, by the rules that count at ``now``.

    Raises ``NotThisReason``, ``NotPossibleNow`` where one of them was decided in the meantime, and
    what handing over raises.
    """
    with transaction.atomic():
        held = casebook.locked([case.pk for case in cases])
        if held:
            _decide(held, said, by, now)
    return held


def sign(*, case: FollowerCase, by: Person, now: datetime) -> None:
    """A second leader agrees to a block. Raises ``OwnSignature``, ``NotPossibleNow``."""
    with transaction.atomic():
        held = casebook.locked([case.pk])[0]
        state = casebook.after(held, Act.SIGNED)
        decision = _decision_of(held)
        if decision.by_id == by.pk:
            raise OwnSignature
        said = Said(Verdict.BLOCK, held.reason)
        casebook.line(held, Act.SIGNED, by, now, **_why(decision)).save()
        casebook.settle([held], state, said.verdict, said.reason, now)
        handing_over.carry_out(held, why=decision.why, by=by, now=now)
        casebook.record("followers.signed", held.school, by=by, now=now, what=held.verdict)


def undo(*, case: FollowerCase, note: str, by: Person, now: datetime) -> None:
    """Take a decision back: the case is to be decided again, a block is called off or lifted. There
    is nothing to decide again about somebody who no longer follows.

    Raises ``NoteMissing``, ``ToldAlready``, ``NewerCase``, ``NotPossibleNow`` and what taking back
    a block raises.
    """
    with transaction.atomic():
        held = casebook.locked([case.pk])[0]
        state = casebook.after(held, Act.UNDONE)
        if held.verdict == Verdict.PUPIL:
            raise ToldAlready
        _note_needed(note)
        if held.verdict == Verdict.BLOCK and held.state == State.DECIDED:
            handing_over.take_back(held, why=note.strip(), by=by, now=now)
        if casebook.has_newer(held):
            raise NewerCase
        casebook.reopen(held, state, note.strip(), by, now)


def appeal(*, case: FollowerCase, note: str, by: Person, now: datetime) -> None:
    """Note that somebody asked to look at a decision again. Raises ``NoteMissing``,
    ``NotPossibleNow``.
    """
    _note_needed(note)
    with transaction.atomic():
        held = casebook.locked([case.pk])[0]
        casebook.after(held, Act.APPEALED)
        casebook.line(held, Act.APPEALED, by, now, note=note.strip()).save()
        casebook.record("followers.appealed", held.school, by=by, now=now)


def say_known(*, case: FollowerCase, known_as: KnownAs, by: Person, now: datetime) -> None:
    """How this follower is known to the school, as a person here says."""
    with transaction.atomic():
        Follower.objects.filter(pk=case.follower_id).update(known_as=known_as)
        casebook.record("followers.known_as", case.school, by=by, now=now, what=known_as)


def _decide(held: Sequence[FollowerCase], said: Said, by: Person, now: datetime) -> None:
    school = held[0].school
    counting = rules.counting(school, timezone.localdate(now))
    because = counting.reason(said.verdict, said.reason)
    if because is None:
        raise NotThisReason
    states = {_decided(case, said.verdict, two_to_block=counting.two_to_block) for case in held}
    why = {"verdict": said.verdict, "reason": because.code, "words": because.words}
    Decision.objects.bulk_create(
        casebook.line(case, Act.DECIDED, by, now, policy=counting.policy, note=said.note, **why)
        for case in held
    )
    for state in states:  # one, as all of them have the same verdict
        casebook.settle(held, state, said.verdict, said.reason, now)
        if state == State.DECIDED:
            for case in held:
                handing_over.carry_out(case, why=because.words, by=by, now=now)
    casebook.record(
        "followers.decided", school, by=by, now=now, what=said.verdict, number=len(held)
    )


def _decided(case: FollowerCase, verdict: Verdict, *, two_to_block: bool) -> State:
    try:
        return workflow.decided(case.state, verdict, two_to_block=two_to_block)
    except NotPossible:
        raise NotPossibleNow from None


def _decision_of(case: FollowerCase) -> Decision:
    """The line by which the case stands as it does."""
    return Decision.objects.filter(case=case, act=Act.DECIDED).latest("id")


def _why(decision: Decision) -> dict[str, Any]:
    """What a signature repeats of the decision it stands under, whatever the policy says since."""
    return {name: getattr(decision, name) for name in ("verdict", "reason", "words", "policy_id")}


def _note_needed(note: str) -> None:
    if not note.strip():
        raise NoteMissing
