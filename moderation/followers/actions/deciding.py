"""What leaders decide about followers, one at a time or many with a shared reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from moderation.followers import handing_over, workflow
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
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit


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
        held = _locked([case.pk for case in cases])
        if held:
            _decide(held, said, by, now)
    return held


def sign(*, case: FollowerCase, by: Person, now: datetime) -> None:
    """A second leader agrees to a block. Raises ``OwnSignature``, ``NotPossibleNow``."""
    with transaction.atomic():
        held = _locked([case.pk])[0]
        state = _after(held, Act.SIGNED)
        decision = _decision_of(held)
        if decision.by_id == by.pk:
            raise OwnSignature
        said = Said(Verdict.BLOCK, held.reason)
        _line(held, Act.SIGNED, by, now, **_why(decision)).save()
        _settle([held], state, said, now)
        handing_over.carry_out(held, why=decision.why, by=by, now=now)
        _record("followers.signed", held.school, by=by, now=now, what=held.verdict)


def undo(*, case: FollowerCase, note: str, by: Person, now: datetime) -> None:
    """Take a decision back: the case is to be decided again, a block is called off or lifted. There
    is nothing to decide again about somebody who no longer follows.

    Raises ``NoteMissing``, ``ToldAlready``, ``NewerCase``, ``NotPossibleNow`` and what taking back
    a block raises.
    """
    with transaction.atomic():
        held = _locked([case.pk])[0]
        state = _after(held, Act.UNDONE)
        if held.verdict == Verdict.PUPIL:
            raise ToldAlready
        _note_needed(note)
        if held.verdict == Verdict.BLOCK and held.state == State.DECIDED:
            handing_over.take_back(held, why=note.strip(), by=by, now=now)
        others = FollowerCase.objects.undecided().filter(follower=held.follower_id)
        if others.exclude(pk=held.pk).exists():
            raise NewerCase
        _line(held, Act.UNDONE, by, now, verdict=held.verdict, note=note.strip()).save()
        if _has_left(held):
            state = State.LEFT
        held.state, held.verdict, held.reason = state, "", ""
        held.settled_at = now if state == State.LEFT else None
        held.save(update_fields=["state", "verdict", "reason", "settled_at"])
        Follower.objects.filter(pk=held.follower_id).update(standing="")
        _record("followers.undone", held.school, by=by, now=now)


def appeal(*, case: FollowerCase, note: str, by: Person, now: datetime) -> None:
    """Note that somebody asked to look at a decision again. Raises ``NoteMissing``,
    ``NotPossibleNow``.
    """
    _note_needed(note)
    with transaction.atomic():
        held = _locked([case.pk])[0]
        _after(held, Act.APPEALED)
        _line(held, Act.APPEALED, by, now, note=note.strip()).save()
        _record("followers.appealed", held.school, by=by, now=now)


def say_known(*, case: FollowerCase, known_as: KnownAs, by: Person, now: datetime) -> None:
    """How this follower is known to the school, as a person here says."""
    with transaction.atomic():
        Follower.objects.filter(pk=case.follower_id).update(known_as=known_as)
        _record("followers.known_as", case.school, by=by, now=now, what=known_as)


def _decide(held: Sequence[FollowerCase], said: Said, by: Person, now: datetime) -> None:
    school = held[0].school
    counting = rules.counting(school, timezone.localdate(now))
    because = counting.reason(said.verdict, said.reason)
    if because is None:
        raise NotThisReason
    states = {_decided(case, said.verdict, two_to_block=counting.two_to_block) for case in held}
    why = {"verdict": said.verdict, "reason": because.code, "words": because.words}
    Decision.objects.bulk_create(
        _line(case, Act.DECIDED, by, now, policy=counting.policy, note=said.note, **why)
        for case in held
    )
    for state in states:  # one, as all of them have the same verdict
        _settle(held, state, said, now)
        if state == State.DECIDED:
            for case in held:
                handing_over.carry_out(case, why=because.words, by=by, now=now)
    _record("followers.decided", school, by=by, now=now, what=said.verdict, number=len(held))


def _decided(case: FollowerCase, verdict: Verdict, *, two_to_block: bool) -> State:
    try:
        return workflow.decided(case.state, verdict, two_to_block=two_to_block)
    except NotPossible:
        raise NotPossibleNow from None


def _settle(held: Sequence[FollowerCase], state: State, said: Said, now: datetime) -> None:
    settled_at = now if state == State.DECIDED else None
    fields = {
        "state": state,
        "verdict": said.verdict,
        "reason": said.reason,
        "settled_at": settled_at,
    }
    for case in held:
        for name, value in fields.items():
            setattr(case, name, value)
    FollowerCase.objects.filter(pk__in=[case.pk for case in held]).update(**fields)
    if state == State.DECIDED:
        followers = Follower.objects.filter(pk__in=[case.follower_id for case in held])
        followers.update(standing=said.verdict)


def _locked(ids: Sequence[int]) -> list[FollowerCase]:
    rows = FollowerCase.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return list(rows.select_related("school", "account", "follower").order_by("pk"))


def _has_left(case: FollowerCase) -> bool:
    """Read under a lock: waits for a sweep that is just saying so, and has closed its cases."""
    return Follower.objects.select_for_update().get(pk=case.follower_id).gone_at is not None


def _after(case: FollowerCase, act: Act) -> State:
    try:
        return workflow.after(case.state, act)
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


def _line(case: FollowerCase, act: Act, by: Person, now: datetime, **said: Any) -> Decision:
    return Decision(school_id=case.school_id, case=case, act=act, by=by, at=now, **said)


def _record(
    verb: str, school: School, *, by: Person, now: datetime, what: str = "", number: int = 1
) -> None:
    audit.record(
        school_id=school.pk,
        by=by.pk,
        verb=verb,
        details={"what": what, "cases": number},
        at=now,
    )
