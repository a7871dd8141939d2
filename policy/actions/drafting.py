"""Writing the version that is being prepared: its title and its clauses.

Every change counts up the revision of the version, and a change to a clause that of the clause too:
who saves over somebody else's change is told.
"""

from collections import Counter
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Sum
from django.db.models.functions import Length
from django.utils.translation import gettext, ngettext

from policy.actions import steps
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.workflow import NotPossible, State
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit

MOST_CLAUSES = 300
MOST_CHARACTERS = 500_000
"""In all clauses of a version together: some eighty thousand words."""


class NumberTaken(Exception):
    """Each clause has a number of its own."""

    def __init__(self, number: str) -> None:
        super().__init__(
            gettext("Another clause has the number {number}. Give this one another number.").format(
                number=number
            )
        )


class TooMuch(Exception):
    """A policy that nobody can read; the text says which limit it passes."""


def rename(
    *, version: PolicyVersion, by: Person, title: str, revision: int, now: datetime
) -> PolicyVersion:
    """Give the version another title. Raises ``steps.ChangedMeanwhile``, ``NotPossible``."""
    with transaction.atomic():
        version = _held(version)
        if version.revision != revision:
            raise steps.ChangedMeanwhile
        version.title = title
        version.save(update_fields=["title"])
        changed(version, "renamed", by=by, now=now)
    return version


def add(
    *,
    version: PolicyVersion,
    by: Person,
    number: str,
    heading: str,
    text: str,
    note: str,
    now: datetime,
) -> Clause:
    """A clause at the end. Raises ``NumberTaken``, ``TooMuch``, ``NotPossible``."""
    with transaction.atomic():
        version = _held(version)
        last = version.clauses.aggregate(last=Max("position"))["last"]
        clause = Clause(
            school=version.school,
            version=version,
            number=number,
            heading=heading,
            text=text,
            note=note,
            position=0 if last is None else last + 1,
        )
        _write(clause)
        _refuse_too_much(version)
        changed(version, "clause_added", by=by, now=now)
    return clause


def edit(
    *,
    clause: Clause,
    by: Person,
    number: str,
    heading: str,
    text: str,
    note: str,
    revision: int,
    now: datetime,
) -> Clause:
    """Write a clause anew.

    Raises ``steps.ChangedMeanwhile``, ``NumberTaken``, ``TooMuch``, ``NotPossible``.
    """
    with transaction.atomic():
        version, clause = held_clause(clause, revision)
        clause.number, clause.heading, clause.text, clause.note = number, heading, text, note
        clause.revision += 1
        _write(clause)
        _refuse_too_much(version)
        changed(version, "clause_edited", by=by, now=now)
    return clause


def move(*, clause: Clause, by: Person, down: bool, now: datetime) -> None:
    """Exchange a clause with its neighbour; at an end nothing happens. Raises ``NotPossible``."""
    with transaction.atomic():
        version = _held(clause.version)
        order = list(version.clauses.order_by("position", "pk"))
        here = next((at for at, one in enumerate(order) if one.pk == clause.pk), None)
        if here is None:
            raise steps.ChangedMeanwhile
        there = here + (1 if down else -1)
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        _put_in_order(order)
        changed(version, "clause_moved", by=by, now=now)


def remove(*, clause: Clause, by: Person, revision: int, now: datetime) -> None:
    """Take a clause out, with its rules. Raises ``steps.ChangedMeanwhile``, ``NotPossible``."""
    with transaction.atomic():
        version, clause = held_clause(clause, revision)
        ClauseRule.objects.filter(clause=clause).delete()
        clause.delete()
        changed(version, "clause_removed", by=by, now=now)


def renumber(*, version: PolicyVersion, by: Person, revision: int, now: datetime) -> None:
    """Number the clauses anew in their order, "2.1" for the first under the second heading.

    Where no clause has a heading they are numbered 1, 2, 3. Raises ``steps.ChangedMeanwhile``,
    ``NotPossible``.
    """
    with transaction.atomic():
        version = _held(version)
        if version.revision != revision:
            raise steps.ChangedMeanwhile
        order = list(version.clauses.order_by("position", "pk"))
        for clause, number in zip(order, _numbers(order), strict=True):
            if clause.number != number:
                clause.number, clause.revision = number, clause.revision + 1
        Clause.objects.bulk_update(order, ["number", "revision"])
        changed(version, "renumbered", by=by, now=now)


def held_clause(clause: Clause, revision: int) -> tuple[PolicyVersion, Clause]:
    """The clause and its version as they are now, held until the transaction ends.

    Raises ``steps.ChangedMeanwhile`` where it is gone or has another revision, ``NotPossible``.
    """
    version = _held(clause.version)
    found = version.clauses.filter(pk=clause.pk).first()
    if found is None or found.revision != revision:
        raise steps.ChangedMeanwhile
    found.version = version
    return version, found


def changed(version: PolicyVersion, what: str, *, by: Person, now: datetime) -> None:
    """Count a change to the draft and leave the audit event."""
    version.revision += 1
    version.save(update_fields=["revision"])
    audit.record(
        school_id=version.school_id,
        by=by.pk,
        verb=f"policy.{what}",
        subject=version,
        details={"number": version.number, "revision": version.revision},
        at=now,
    )


def _held(version: PolicyVersion) -> PolicyVersion:
    version = steps.lock(version)
    if version.state != State.DRAFT:
        raise NotPossible(State(version.state))
    return version


def _write(clause: Clause) -> None:
    try:
        with transaction.atomic():
            clause.save()
    except IntegrityError as error:
        raise NumberTaken(clause.number) from error


def _put_in_order(clauses: list[Clause]) -> None:
    for position, clause in enumerate(clauses):
        clause.position = position
    Clause.objects.bulk_update(clauses, ["position"])


def _refuse_too_much(version: PolicyVersion) -> None:
    clauses = version.clauses.order_by()
    if clauses.count() > MOST_CLAUSES:
        raise TooMuch(
            ngettext(
                "A policy has at most {most} clause. Put some of them together.",
                "A policy has at most {most} clauses. Put some of them together.",
                MOST_CLAUSES,
            ).format(most=MOST_CLAUSES)
        )
    written = clauses.aggregate(all=Sum(Length("text")))["all"] or 0
    if written > MOST_CHARACTERS:
        raise TooMuch(
            ngettext(
                "With this the policy has {count} character; it can have {most}. Shorten it, or "
                "keep the longer text in another document.",
                "With this the policy has {count} characters; it can have {most}. Shorten it, or "
                "keep the longer text in another document.",
                written,
            ).format(count=f"{written:,}", most=f"{MOST_CHARACTERS:,}")
        )


def _numbers(clauses: list[Clause]) -> list[str]:
    """One number for each clause; a heading counts where it differs from the one before."""
    if not any(clause.heading for clause in clauses):
        return [str(number) for number in range(1, len(clauses) + 1)]
    numbers, section, heading, within = list[str](), 0, None, Counter[int]()
    for clause in clauses:
        if clause.heading != heading:
            section, heading = section + 1, clause.heading
        within[section] += 1
        numbers.append(f"{section}.{within[section]}")
    return numbers
