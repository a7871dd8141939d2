"""How a case comes to stand where it does, and the line that says so; in the caller's transaction
unless it says otherwise.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from moderation.followers import workflow
from moderation.followers.errors import NotPossibleNow
from moderation.followers.models import Decision, Follower, FollowerCase
from moderation.followers.queries import cleared
from moderation.followers.reasons import Code
from moderation.followers.workflow import Act, NotPossible, State, Verdict
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit import actions as audit

NO_PUPIL = _("The notice was closed: it was not a pupil.")


def locked(ids: Sequence[int]) -> list[FollowerCase]:
    """These cases, held until the end of the transaction, in one order."""
    rows = FollowerCase.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return list(rows.select_related("school", "account", "follower").order_by("pk"))


def has_newer(case: FollowerCase) -> bool:
    """Whether another case of the same follower is to be decided."""
    others = FollowerCase.objects.undecided().filter(follower=case.follower_id)
    return others.exclude(pk=case.pk).exists()


def after(case: FollowerCase, act: Act) -> State:
    """Where it stands after this. Raises ``NotPossibleNow``."""
    try:
        return workflow.after(case.state, act)
    except NotPossible:
        raise NotPossibleNow from None


def line(case: FollowerCase, act: Act, by: Person, now: datetime, **said: Any) -> Decision:
    """A line of its record, not yet saved."""
    return Decision(school_id=case.school_id, case=case, act=act, by=by, at=now, **said)


def settle(
    held: Sequence[FollowerCase], state: State, verdict: Verdict, reason: str, now: datetime
) -> None:
    """They stand there from now on, and their followers as decided."""
    settled_at = now if state == State.DECIDED else None
    fields = {
        "state": state,
        "verdict": verdict,
        "reason": reason,
        "settled_at": settled_at,
    }
    for case in held:
        for name, value in fields.items():
            setattr(case, name, value)
    FollowerCase.objects.filter(pk__in=[case.pk for case in held]).update(**fields)
    if state == State.DECIDED:
        followers = Follower.objects.filter(pk__in=[case.follower_id for case in held])
        followers.update(standing=verdict)


def reopen(held: FollowerCase, state: State, note: str, by: Person, now: datetime) -> None:
    """Take back what was decided: it is to be decided again, unless the follower has left."""
    line(held, Act.UNDONE, by, now, verdict=held.verdict, note=note).save()
    if _has_left(held):
        state = State.LEFT
    held.state, held.verdict, held.reason = state, "", ""
    held.settled_at = now if state == State.LEFT else None
    held.save(update_fields=["state", "verdict", "reason", "settled_at"])
    Follower.objects.filter(pk=held.follower_id).update(standing="")
    record("followers.undone", held.school, by=by, now=now)


def clear(*, case: FollowerCase, now: datetime) -> None:
    """The notice of a pupil was closed with the word that it was none: the follower is to be
    decided again, in the newer case where there is one. It is on record as done by whoever closed
    the notice. Nothing happens where it was not closed so.
    """
    with transaction.atomic():
        held = locked([case.pk])[0]
        by = cleared.who_cleared(held)
        if by is None:
            return
        if not has_newer(held):
            reopen(held, after(held, Act.UNDONE), str(NO_PUPIL), by, now)
            return
        keep: dict[str, Any] = {"verdict": Verdict.KEEP, "reason": Code.NO_CONCERN}
        line(held, Act.UNDONE, by, now, verdict=held.verdict, note=str(NO_PUPIL)).save()
        line(held, Act.DECIDED, by, now, note=str(NO_PUPIL), **keep).save()
        settle([held], State.DECIDED, Verdict.KEEP, Code.NO_CONCERN, now)
        record("followers.undone", held.school, by=by, now=now)


def record(
    verb: str, school: School, *, by: Person, now: datetime, what: str = "", number: int = 1
) -> None:
    """The audit event: no person outside is in it."""
    audit.record(
        school_id=school.pk,
        by=by.pk,
        verb=verb,
        details={"what": what, "cases": number},
        at=now,
    )


def _has_left(case: FollowerCase) -> bool:
    """Read under a lock: waits for a sweep that is just saying so, and has closed its cases."""
    return Follower.objects.select_for_update().get(pk=case.follower_id).gone_at is not None
