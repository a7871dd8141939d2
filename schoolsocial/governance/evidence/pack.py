"""Putting a pack together: tables, papers, a cover that says what they are, one ZIP."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext

from consent.academic_year import day_of
from schoolsocial.accounts.models import Person
from schoolsocial.documents import tables
from schoolsocial.documents.archives import zipped
from schoolsocial.governance import reporting, tabled
from schoolsocial.governance.evidence import chain, followers, incidents, papers, policy, posts
from schoolsocial.governance.evidence.chain import Chain
from schoolsocial.governance.evidence.parts import Part, Span
from schoolsocial.governance.evidence.policy import InForce
from schoolsocial.governance.models import EvidencePack
from schoolsocial.governance.told import Told, told

About = EvidencePack.About

_WANTED: Mapping[About, frozenset[str]] = {
    About.POLICY: frozenset({"policy", "clauses", "agreements", "training", "visits"}),
    About.POSTS: frozenset({"policy", "clauses", "approvals", "outside"}),
    About.INCIDENTS: frozenset({"incidents", "take-downs", "proofs-of-removal"}),
    About.FOLLOWERS: frozenset({"follower-checks"}),
}
"""Which tables a pack holds besides the indicators and the audit chain; of "everything" all."""

_ALWAYS = frozenset({"indicators", "audit-chain"})


@dataclass(frozen=True, slots=True)
class Made:
    """The ZIP, and what its audit chain came to."""

    content: bytes
    chain: Chain


def made(span: Span, about: About, by: Person) -> Made:
    """The pack of a span; the same span, asked for by the same person, gives the same bytes.

    Raises ``NoDocument``.
    """
    figures = tuple(told(span.school, span.period, day_of(span.counted_at)))
    counted, found = policy.in_force(span), chain.verified(span)
    parts = [part for part in _parts(span, figures, counted, found) if _is_wanted(part.slug, about)]
    files = _papers(span, parts, figures, counted) | _tables(span, parts)
    cover = papers.cover(span, about, by, parts=parts, files=files, chain=found)
    all_files = {papers.COVER: cover, **files}
    sums = "".join(f"{_digest(data)}  {path}\n" for path, data in all_files.items())
    files_and_sums = {**all_files, "SHA256SUMS": sums.encode()}
    return Made(zipped(files_and_sums, made_at=span.as_of), found)


def _is_wanted(slug: str, about: About) -> bool:
    return about == About.EVERYTHING or slug in _ALWAYS | _WANTED[about]


def _parts(
    span: Span, figures: Sequence[Told], counted: Sequence[InForce], found: Chain
) -> Iterator[Part]:
    yield _indicators(span, figures)
    yield policy.versions(counted)
    yield policy.clauses(counted)
    yield policy.agreements(span, counted)
    yield policy.training(span)
    yield policy.visits(span)
    yield posts.approvals(span)
    yield posts.outside(span)
    yield incidents.counts(figures)
    yield incidents.takedowns(span)
    yield incidents.removals(span)
    yield followers.looked_at(span)
    yield chain.result(found)


def _indicators(span: Span, figures: Sequence[Told]) -> Part:
    return Part(
        "indicators",
        gettext("Indicators"),
        gettext("A figure of the governors’ dashboard, to the digit."),
        tabled.HEADINGS,
        [line for one in figures for line in tabled.lines(one, span.period)],
        cells=lambda row: tabled.cells([str(cell) for cell in row]),
    )


def _papers(
    span: Span, parts: Sequence[Part], figures: Sequence[Told], counted: Sequence[InForce]
) -> dict[str, bytes]:
    made = {papers.INDICATORS: reporting.paper(span.school, span.period, span.counted_at, figures)}
    if any(part.slug == "clauses" for part in parts):
        made[papers.POLICY] = papers.policy(span, counted)
    return made


def _tables(span: Span, parts: Sequence[Part]) -> dict[str, bytes]:
    return {
        papers.WORKBOOK: tables.xlsx([part.sheet for part in parts], made_at=span.as_of),
        **{papers.table_of(part): tables.csv_of(part.table) for part in parts},
    }


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
