"""Which policy counted, who ratified it, who agreed to it and who was trained."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.presenters.times import written
from policy.markdown import as_words
from policy.models import Clause, PolicyVersion, Step
from policy.rules import BY_ID
from policy.workflow import Verb
from schoolsocial.documents.tables import Cell
from schoolsocial.governance.evidence.parts import Part, Span, here
from schoolsocial.governance.queries import evidence as queries

_A_DAY = timedelta(days=1)
_SAID = {
    Verb.RECORD: _("Recorded, {time}"),
    Verb.CONFIRM: _("Confirmed by a governor, {time}"),
    Verb.ADOPT: _("Taken over as ratified on paper, {time}"),
}
_SAID_OF = {
    Verb.RECORD: _("Recorded {name}, {time}"),
    Verb.CONFIRM: _("Confirmed by a governor: {name}, {time}"),
    Verb.ADOPT: _("Taken over as ratified on paper {name}, {time}"),
}
"""With the name of whoever did it."""


class InForce(NamedTuple):
    """A version and its days; ``until`` is None while no other follows it."""

    version: PolicyVersion
    since: date
    until: date | None


def in_force(span: Span) -> list[InForce]:
    """The versions that counted on a day of the span, in their order."""
    found = queries.ratified_by(span.school, span.last)
    followed = [
        *((one, _from(after) - _A_DAY) for one, after in pairwise(found)),
        *((one, None) for one in found[-1:]),
    ]
    return [
        InForce(one, _from(one), until)
        for one, until in followed
        if until is None or until >= max(span.first, _from(one))
    ]


def _from(version: PolicyVersion) -> date:
    """Its first day; the database lets no ratified version be without."""
    return version.in_force_from or date.max


def versions(counted: Sequence[InForce]) -> Part:
    return Part(
        "policy",
        gettext("Policy"),
        gettext("A version of the policy that was in force, and how it was ratified."),
        (gettext("Version"), gettext("Title"), gettext("In force from"),
         gettext("In force until"), gettext("Ratified on"), gettext("Minutes"),
         gettext("Recorded or confirmed"), gettext("Review due"), gettext("Clauses")),
        [list(_version(one)) for one in counted],
    )  # fmt: skip


def _version(one: InForce) -> Iterator[Cell]:
    version = one.version
    yield from (version.number, version.title, one.since, one.until, version.ratified_on)
    yield version.minute_reference
    yield "; ".join(map(_step, ratifying(version)))
    yield from (version.review_on, len(version.clauses.all()))


def ratifying(version: PolicyVersion) -> list[Step]:
    """The steps by which governors ratified it, in their order."""
    wanted = {Verb.RECORD, Verb.CONFIRM, Verb.ADOPT}
    return sorted(
        (one for one in version.steps.all() if one.verb in wanted), key=lambda one: one.pk
    )


def _step(step: Step) -> str:
    said = _SAID_OF if step.by else _SAID
    name = step.by.name if step.by else ""
    return said[Verb(step.verb)].format(name=name, time=written(step.at))


def clauses(counted: Sequence[InForce]) -> Part:
    return Part(
        "clauses",
        gettext("Clauses"),
        gettext("A clause of such a version, word for word, and the rules that keep it."),
        (
            gettext("Version"),
            gettext("Clause"),
            gettext("Heading"),
            gettext("Words"),
            gettext("Rules"),
        ),
        [
            (
                one.version.number,
                clause.number,
                clause.heading,
                as_words(clause.text),
                rules(clause),
            )
            for one in counted
            for clause in ordered(one.version)
        ],
    )


def ordered(version: PolicyVersion) -> list[Clause]:
    """Its clauses as they stand in it."""
    return sorted(version.clauses.all(), key=lambda clause: (clause.position, clause.pk))


def rules(clause: Clause) -> str:
    """What the software does to keep the clause."""
    kept = sorted(clause.rules.all(), key=lambda rule: rule.rule)
    return "; ".join(f"{_named(one.rule)} ({one.severity})" for one in kept)


def _named(rule: str) -> str:
    known = BY_ID.get(rule)
    return str(known.TITLE) if known else rule


def agreements(span: Span, counted: Sequence[InForce]) -> Part:
    found = queries.agreements([one.version for one in counted], span.until)
    return Part(
        "agreements",
        gettext("Agreements"),
        gettext(
            "Somebody read such a version, answered the questions about it and agreed to "
            "keep to it."
        ),
        (gettext("Version"), gettext("Name"), gettext("Agreed at")),
        [(one.version.number, one.person.name, here(one.at)) for one in found],
    )


def training(span: Span) -> Part:
    found = queries.training(span.school, span.first, span.last, span.until)
    return Part(
        "training",
        gettext("Training"),
        gettext("A course that counted on a day of the period. Of several of one person, the "
                "one recorded last counts."),
        (gettext("Name"), gettext("Course"), gettext("Taken on"), gettext("Counts until"),
         gettext("Recorded by"), gettext("Recorded at")),
        [
            (one.person.name, one.course, one.taken_on, one.counts_until, one.recorded_by.name,
             here(one.recorded_at))
            for one in found
        ],
    )  # fmt: skip


def visits(span: Span) -> Part:
    found = queries.visits(span.school, span.first, span.last, span.until)
    return Part(
        "visits",
        gettext("Visits and reviews"),
        gettext("A governor’s visit, or a review of the data protection impact assessment."),
        (gettext("What"), gettext("Held on"), gettext("Counts until"), gettext("Recorded by")),
        [
            (one.get_kind_display(), one.held_on, one.next_due_on, one.recorded_by.name)
            for one in found
        ],
    )
