"""The policy in force as anybody may read it: no names of people, nothing of the inner working."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from policy.queries import versions as queries


@dataclass(frozen=True, slots=True)
class PublicClause:
    """``heading`` only where it differs from the clause before."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicPolicy:
    """What a school has to publish of its policy."""

    school: str
    title: str
    number: int
    ratified_on: date | None
    in_force_from: date | None
    review_on: date | None
    clauses: list[PublicClause]


def page(slug: str, today: date) -> PublicPolicy:
    """The policy of the school of that address. Raises ``Http404`` where none is in force."""
    version = queries.published(slug, today)
    if version is None:
        raise Http404
    clauses, heading = list[PublicClause](), ""
    for clause in sorted(version.clauses.all(), key=lambda one: (one.position, one.pk)):
        new = clause.heading if clause.heading != heading else ""
        heading = clause.heading
        clauses.append(PublicClause(clause.number, new, clause.text))
    return PublicPolicy(
        school=version.school.name,
        title=version.title,
        number=version.number,
        ratified_on=version.ratified_on,
        in_force_from=version.in_force_from,
        review_on=version.review_on,
        clauses=clauses,
    )
