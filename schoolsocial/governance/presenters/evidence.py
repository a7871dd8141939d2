"""The page of evidence packs: what was made, and what can be."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from consent.academic_year import day_of
from moderation.drafts.presenters.times import written
from schoolsocial.accounts.models import School
from schoolsocial.governance.models import EvidencePack
from schoolsocial.governance.periods import Period, choices
from schoolsocial.governance.queries import evidence, rollups


@dataclass(frozen=True, slots=True)
class Line:
    """A pack in the list."""

    pack: EvidencePack
    as_of: str
    made: str


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """``counted`` is empty where there are no figures yet."""

    lines: tuple[Line, ...]
    previous: str
    next: str
    choices: tuple[Period, ...]
    counted: str
    subjects: tuple[EvidencePack.About, ...] = tuple(EvidencePack.About)


def present(school: School, cursor: str, now: datetime) -> EvidencePage:
    """One page of the packs, the latest first."""
    found, at = evidence.listed(school, cursor), rollups.counted_at(school)
    return EvidencePage(
        lines=tuple(
            Line(one, written(one.as_of), gettext("Made by {name}").format(name=one.made_by.name))
            for one in found.posts
        ),
        previous=found.previous,
        next=found.next,
        choices=tuple(choices(day_of(now))),
        counted=written(at) if at else "",
    )


def subject(code: str) -> EvidencePack.About:
    """What a pack is to be about; everything where nothing else is known."""
    known = EvidencePack.About
    return known(code) if code in known.values else known.EVERYTHING
