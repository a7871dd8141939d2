"""Taking the school's own wording into the version being prepared."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from policy.actions import drafting, steps
from policy.models import Clause, ClauseRule, PolicyVersion
from policy.set_up import matching
from policy.set_up.pasting import Pasted
from policy.workflow import NotPossible, State
from schoolsocial.accounts.models import Person

ADDED = "Added to the school’s own words"


def replace(
    *,
    version: PolicyVersion,
    by: Person,
    clauses: Sequence[Pasted],
    title: str,
    revision: int,
    now: datetime,
) -> PolicyVersion:
    """Let the draft say these words instead of its own; its rules go to the clauses they fit.

    A clause whose rules fit nowhere is kept at the end, so that no rule is lost unseen. An empty
    title leaves the title as it is. Raises ``drafting.TooMuch``, ``steps.ChangedMeanwhile``,
    ``NotPossible``.
    """
    if len(clauses) > drafting.MOST_CLAUSES:
        raise drafting.TooMuch(
            ngettext(
                "This text falls into {count} clause; a policy has at most {most}. Leave out "
                "what does not belong to it.",
                "This text falls into {count} clauses; a policy has at most {most}. Leave out "
                "what does not belong to it.",
                len(clauses),
            ).format(count=len(clauses), most=drafting.MOST_CLAUSES)
        )
    with transaction.atomic():
        version = steps.lock(version)
        if version.state != State.DRAFT:
            raise NotPossible(State(version.state))
        if version.revision != revision:
            raise steps.ChangedMeanwhile
        _replace(version, clauses)
        version.title = title or version.title
        version.save(update_fields=["title"])
        drafting.changed(version, "wording_replaced", by=by, now=now)
    return version


def _replace(version: PolicyVersion, clauses: Sequence[Pasted]) -> None:
    before = list(version.clauses.order_by("position").prefetch_related("rules"))
    for clause in before:
        clause.number = f"~{clause.position}"  # its own number is free for a pasted clause
    Clause.objects.bulk_update(before, ["number"])
    written = _write(version, clauses)
    rules = {row.rule: clause.text for clause in before for row in clause.rules.all()}
    places = matching.place(rules, [f"{each.heading} {each.text}" for each in clauses])
    texts = [each.text for each in clauses]
    for clause in before:
        _move(clause, written, places)
        same = matching.nearest(clause.text, texts)
        if same is not None:
            _take_along(clause, written[same])
    _put_at_the_end(before, clauses)


def _write(version: PolicyVersion, clauses: Sequence[Pasted]) -> list[Clause]:
    return Clause.objects.bulk_create(
        Clause(
            school=version.school,
            version=version,
            number=each.number,
            heading=each.heading,
            text=each.text,
            position=position,
        )
        for position, each in enumerate(clauses)
    )


def _move(clause: Clause, written: list[Clause], places: dict[str, int]) -> None:
    """Each rule to the clause it fits, and with it what else kept the words it stood by."""
    for row in clause.rules.all():
        if row.rule not in places:
            continue
        to = written[places[row.rule]]
        ClauseRule.objects.filter(pk=row.pk).update(clause=to)
        _take_along(clause, to)


def _take_along(clause: Clause, to: Clause) -> None:
    to.enforced += [each for each in clause.enforced if each not in to.enforced]
    to.save(update_fields=["enforced"])


def _put_at_the_end(before: list[Clause], clauses: Sequence[Pasted]) -> None:
    """What still has a rule is kept under a heading of its own; the rest made way."""
    sections = (each.number.split(".")[0] for each in clauses)
    section = max((int(each) for each in sections if each.isdigit()), default=0) + 1
    left = ClauseRule.objects.filter(clause__in=before).values_list("clause_id", flat=True)
    kept = [clause for clause in before if clause.pk in set(left)]
    for clause in before:
        if clause not in kept:
            clause.delete()
    for number, clause in enumerate(kept, start=1):
        clause.number, clause.heading = f"{section}.{number}", ADDED
        clause.position = len(clauses) + number
    Clause.objects.bulk_update(kept, ["number", "heading", "position"])
