"""A campaign as the office sees it: whom it reaches, how far it is. Counts; no child in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent import academic_year, family_keys, languages
from consent.errors import Refusal
from consent.jobs import opening
from consent.languages import Language
from consent.models import Campaign, FamilyLink
from consent.queries import campaigns as queries
from consent.queries import families, own_answers
from consent.queries.families import Family, Standing

KINDS = {
    "": _("All who have a link"),
    "silent": _("Not answered yet"),
    "letters": _("Without e-mail"),
    "undelivered": _("Mail not delivered"),
    "locked": _("Locked"),
    "objected": _("Carers who said no"),
    "others": _("Other parents and carers"),
}
"""The lists of families that the office can ask for."""
_HUNDRED = 100
_YEARS = ("E1", "E2", "N1", "N2", "R", *map(str, range(1, 15)))
_SPOKEN = {
    "R": _("Reception"),
    "N1": _("Nursery 1"),
    "N2": _("Nursery 2"),
    "E1": _("Early 1"),
    "E2": _("Early 2"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many children of a class or a year have an answer."""

    name: str
    answered: int
    children: int

    @property
    def percent(self) -> int:
        return _HUNDRED * self.answered // self.children if self.children else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A family in a list of the office."""

    family: Family
    link: FamilyLink | None = None

    @property
    def children(self) -> str:
        nowhere = gettext("no class")
        return ", ".join(
            f"{child.pupil.called} ({child.pupil.school_class or nowhere})"
            for child in self.family.children
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """A page to print for one family, in its language and in English below."""

    name: str
    address: str
    qr: str
    language: Language
    words: dict[str, str]
    english: dict[str, str]


def preview(campaign: Campaign, day: date) -> dict[str, Any]:
    """Whom it would reach, and whom not."""
    reach = families.reach(day)
    return {
        "campaign": campaign,
        "year": academic_year.spoken(campaign.academic_year),
        "reach": reach,
        "obstacle": _obstacle(campaign, reach, day),
        "unable": [Line(family) for family in reach.unable],
        "undated": [Line(family) for family in reach.undated],
        "questions": _questions(campaign),
    }


def _obstacle(campaign: Campaign, reach: families.Reach, day: date) -> str:
    """Why one whose day has come is not open."""
    if campaign.opens_on is None or campaign.opens_on > day:
        return ""
    try:
        opening.refuse_impossible(campaign, reach.asked, day)
    except Refusal as refusal:
        return str(refusal)
    return ""


def progress(campaign: Campaign, day: date) -> dict[str, Any]:
    """How far it is."""
    everybody = families.replied(campaign, day)
    return {
        "campaign": campaign,
        "year": academic_year.spoken(campaign.academic_year),
        "figures": queries.figures(campaign),
        "objecting": len(queries.objecting(campaign)),
        "whole": _counted(gettext("All"), everybody),
        "classes": _by_class(everybody),
        "years": _by_year(everybody),
        "steps": queries.steps(campaign),
        "questions": _questions(campaign),
        "is_over": campaign.is_open and day > campaign.closes_on,
    }


def lines(campaign: Campaign, day: date, *, only: str = "") -> list[Line]:
    """Those who hold a link, by name; ``only`` the silent, the locked, those without e-mail, those
    whose mail could not be sent, those who said no without parental responsibility, or the others:
    who could consent and holds none.
    """
    if only == "others":
        return [Line(family) for family in families.unlinked(campaign, day)]
    if only == "objected":
        return [Line(family) for family in families.held_by(queries.objecting(campaign), day)]
    links = {link.guardian_id: link for link in queries.live_links(campaign)}
    linked = families.linked(campaign, day)
    if only == "silent":
        linked = families.quiet(linked, families.replied(campaign, day))
    found = [Line(family, links.get(family.guardian.pk)) for family in linked]
    if only == "locked":
        return [line for line in found if line.link and line.link.is_locked]
    if only == "undelivered":
        given_up = queries.given_up(campaign)
        return [line for line in found if line.family.guardian.pk in given_up]
    if only == "letters":
        return [line for line in found if not line.family.guardian.email]
    return found


def unanswered_letters(campaign: Campaign, day: date) -> list[Family]:
    """Whom the letters to print are for, in the order of the letters."""
    waiting = queries.to_print(campaign).values_list("guardian", flat=True)
    found = {family.guardian.pk: family for family in families.linked(campaign, day)}
    return [found[guardian] for guardian in waiting if guardian in found]


def letters(links: Iterable[FamilyLink]) -> list[Letter]:
    """One page a family; those whose key cannot be made again are left out."""
    return [
        _letter(link, address)
        for link in links
        if (address := family_keys.address_of(link)) is not None
    ]


def _letter(link: FamilyLink, address: str) -> Letter:
    language = languages.load(languages.nearest(link.guardian.language))
    return Letter(
        name=link.guardian.name,
        address=address,
        qr=segno.make(address, error="m").svg_data_uri(
            scale=4, border=4, dark="#000", light="#fff"
        ),
        language=language,
        words=_letter_words(language, link),
        english=_letter_words(languages.english(), link),
    )


def _letter_words(language: Language, link: FamilyLink) -> dict[str, str]:
    until = language.day(link.campaign.closes_on)
    return language.filled(school=link.school.name, until=until)


def _questions(campaign: Campaign) -> list[str]:
    asked = own_answers.purposes(campaign)
    return [campaign.wording.questions[purpose.code] for purpose in asked]


def _by_class(everybody: Iterable[Standing]) -> list[Progress]:
    grouped = defaultdict[str, list[Standing]](list)
    for one in everybody:
        grouped[one.class_name or gettext("No class")].append(one)
    return [_counted(name, grouped[name]) for name in sorted(grouped)]


def _by_year(everybody: Iterable[Standing]) -> list[Progress]:
    grouped = defaultdict[str, list[Standing]](list)
    for one in everybody:
        grouped[one.year_group].append(one)
    known = [year for year in _YEARS if year in grouped]
    others = sorted(grouped.keys() - set(_YEARS))
    return [_counted(_spoken(year), grouped[year]) for year in [*known, *others]]


def _spoken(year: str) -> str:
    if year in _SPOKEN:
        return str(_SPOKEN[year])
    if year.isdecimal():
        return gettext("Year {year}").format(year=year)
    return year or gettext("No year")


def _counted(name: str, group: Iterable[Standing]) -> Progress:
    standing = list(group)
    return Progress(name, sum(one.has_answer for one in standing), len(standing))
