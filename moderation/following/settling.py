"""Comparing what a reading showed with the register, inside whoever's transaction.

What changed in the register after the moment the reading counts for is left alone: the next
reading tells. Who is known by a handle only cannot be told from a number, nor the other way round,
so that nobody is declared missing by a list that could not have shown them.
"""

from collections.abc import Iterable
from datetime import datetime

from moderation.following import deciding
from moderation.following.models import (
    Followee,
    FollowingDecision,
    FollowingReading,
    FollowingSighting,
)
from moderation.following.workflow import TRANSITIONS, State, Verb
from schoolsocial.audit import actions as audit

_AT_ONCE = 500
_FIELDS = ("x_user_id", "handle", "name", "state", "changed_at", "seen_at")


def settle(reading: FollowingReading, now: datetime) -> int:
    """Hold it against the register, note what differs, end it; how many there are to decide."""
    register = _Register(reading, now)
    for sighting in reading.sightings.order_by("pk"):
        register.saw(sighting)
    if reading.whole:
        register.miss_the_rest()
    register.keep()
    reading.sightings.all().delete()
    _end(reading, register, now)
    return reading.found + reading.missed


class _Register:
    """The entries of one account, held until the transaction ends, and what becomes of them."""

    def __init__(self, reading: FollowingReading, now: datetime) -> None:
        self.reading, self.now = reading, now
        deciding.hold(reading.account)
        held = Followee.objects.select_for_update(of=("self",)).exclude(state=State.SAME)
        self.rows = list(held.filter(account=reading.account_id).order_by("pk"))
        self.by_number = {row.x_user_id: row for row in self.rows if row.x_user_id}
        self.by_handle = {row.handle.lower(): row for row in self.rows if not row.x_user_id}
        self.handles: dict[str, list[Followee]] = {}
        for row in self.rows:
            self.handles.setdefault(row.handle.lower(), []).append(row)
        self.seen: set[int] = set()
        self.fresh: list[Followee] = []
        self.decisions: list[FollowingDecision] = []
        self.found = self.missed = 0

    def saw(self, sighting: FollowingSighting) -> None:
        """It is followed on X: known to the register, or found."""
        row = self._known(sighting)
        if row is None:
            self.fresh.append(self._new(sighting))
            self.found += 1
            return
        self.seen.add(row.pk)
        if not sighting.x_user_id:  # a name alone cannot say which of two entries it is
            self.seen.update(one.pk for one in self.handles[sighting.handle.lower()])
        row.x_user_id = row.x_user_id or sighting.x_user_id
        row.handle = sighting.handle or row.handle
        row.name = sighting.name or row.name
        row.seen_at = max(row.seen_at or self.reading.began_at, self.reading.began_at)
        self.found += self._move(row, Verb.FIND)
        self._move(row, Verb.SEE)

    def miss_the_rest(self) -> None:
        """What a whole list would have shown and did not."""
        for row in self.rows:
            if row.pk not in self.seen and self._could_be_shown(row):
                was_followed = row.state == State.FOLLOWED
                self.missed += self._move(row, Verb.MISS) and was_followed

    def keep(self) -> None:
        """Write everything down, decisions first: the database asks for them."""
        for row in Followee.objects.bulk_create(self.fresh, batch_size=_AT_ONCE):
            self.decisions.append(self._decision(row, Verb.FIND, "", State.FOUND))
        FollowingDecision.objects.bulk_create(self.decisions, batch_size=_AT_ONCE)
        Followee.objects.bulk_update(self.rows, _FIELDS, batch_size=_AT_ONCE)

    def _known(self, sighting: FollowingSighting) -> Followee | None:
        """By the number where both have one; a handle may have gone to somebody else since."""
        if sighting.x_user_id:
            known = self.by_number.get(sighting.x_user_id)
            return known or self.by_handle.get(sighting.handle.lower() or "-")
        return next(iter(self.handles.get(sighting.handle.lower(), ())), None)

    def _could_be_shown(self, row: Followee) -> bool:
        if self.reading.source == FollowingReading.Source.ARCHIVE:
            return bool(row.x_user_id)
        return self.reading.source == FollowingReading.Source.X or bool(row.handle)

    def _move(self, row: Followee, verb: Verb) -> bool:
        after = TRANSITIONS.get((State(row.state), verb))
        if after is None or row.changed_at >= self.reading.began_at:
            return False
        self.decisions.append(self._decision(row, verb, row.state, after))
        row.state, row.changed_at = after, self.now
        return True

    def _new(self, sighting: FollowingSighting) -> Followee:
        return Followee(
            school_id=self.reading.school_id,
            account_id=self.reading.account_id,
            x_user_id=sighting.x_user_id,
            handle=sighting.handle,
            name=sighting.name,
            state=State.FOUND,
            changed_at=self.now,
            seen_at=self.reading.began_at,
        )

    def _decision(self, row: Followee, verb: Verb, before: str, after: State) -> FollowingDecision:
        return FollowingDecision(
            school_id=row.school_id,
            followee=row,
            verb=verb,
            before=before,
            after=after,
            review_on=row.review_on,
            at=self.now,
            reading=self.reading,
        )


def stage(reading: FollowingReading, shown: Iterable[FollowingSighting]) -> int:
    """Keep what a page showed until the comparison, each account once; how many there are now."""
    FollowingSighting.objects.bulk_create(list(shown), batch_size=_AT_ONCE, ignore_conflicts=True)
    return reading.sightings.count()


def _end(reading: FollowingReading, register: _Register, now: datetime) -> None:
    reading.found, reading.missed = register.found, register.missed
    reading.outcome, reading.ended_at = FollowingReading.Outcome.DONE, now
    reading.next_token, reading.holder, reading.held_until, reading.trouble = "", "", None, ""
    reading.save()
    audit.record(
        school_id=reading.school_id,
        by=reading.asked_by_id,
        verb="following.compared",
        subject=reading,
        details={
            "source": str(reading.source),
            "shown": reading.shown,
            "found": reading.found,
            "missed": reading.missed,
        },
        at=now,
    )
