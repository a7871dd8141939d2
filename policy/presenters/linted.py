"""Remarks on the wording of a policy, as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policy.linting import TITLES, Document, Part, Remark, lint
from policy.models import PolicyVersion
from policy.set_up.pasting import Pasted
from schoolsocial.accounts.models import School
from schoolsocial.words import Words


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """Remarks of one kind."""

    title: Words
    remarks: tuple[Remark, ...]


def of_version(version: PolicyVersion, today: date) -> tuple[RemarkGroup, ...]:
    """What the written words of that version leave to settle."""
    clauses = version.clauses.order_by("position")
    parts = tuple(Part(each.number, each.heading, each.text) for each in clauses)
    return _groups(version.school, version.title, parts, today)


def of_pasted(
    school: School, title: str, clauses: Sequence[Pasted], today: date
) -> tuple[RemarkGroup, ...]:
    """The same of a text that is not saved yet."""
    parts = tuple(Part(each.number, each.heading, each.text) for each in clauses)
    return _groups(school, title, parts, today)


def _groups(
    school: School, title: str, parts: tuple[Part, ...], today: date
) -> tuple[RemarkGroup, ...]:
    remarks = lint(Document(title, parts, today, school.name, school.handle))
    kinds = dict.fromkeys(remark.kind for remark in remarks)
    return tuple(
        RemarkGroup(TITLES[kind], tuple(each for each in remarks if each.kind == kind))
        for kind in kinds
    )
