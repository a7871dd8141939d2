"""The register as it is saved: it names children, and tells of each no more than its pages do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import spoken
from consent.actions import purposes
from consent.marks import mark_of, tally
from consent.models import Campaign, Disposed, Pupil, Purpose
from consent.presenters import class_page, said
from consent.presenters.campaigns import Line as FamilyOf
from consent.presenters.roll import Line
from consent.queries.classes import at_school, by_surname
from consent.queries.disposals import Gone
from consent.queries.showing import standings
from consent.standing import Standing
from schoolsocial.accounts.models import School
from schoolsocial.documents.lists import SavedList
from schoolsocial.words import Words

_NOT_TOLD_APART = _("No or no reply")


@dataclass(frozen=True, slots=True)
class Entry:
    """How one child stands for one purpose, told as its class is counted: ``tells_apart``."""

    pupil: Pupil
    purpose: Purpose
    standing: Standing
    tells_apart: bool


def entries(school: School, day: date) -> Iterator[Entry]:
    """Every child at the school by surname, purpose by purpose; six queries in all."""
    asked = [purpose for purpose in purposes.of(school) if purpose.is_asked]
    pupils = by_surname(at_school(school, day).select_related("school_class"))
    found = standings([pupil.pk for pupil in pupils], [one.code for one in asked], day=day)
    apart = {(one.code, place) for one in asked for place in _told_apart(pupils, found[one.code])}
    for pupil in pupils:
        for one in asked:
            told = (one.code, pupil.school_class_id) in apart
            yield Entry(pupil, one, found[one.code][pupil.pk], told)


def _told_apart(pupils: Iterable[Pupil], found: Mapping[int, Standing]) -> Iterator[int | None]:
    """The classes in which "no" and "no reply" are counted apart."""
    placed = defaultdict[int | None, list[Standing]](list)
    for pupil in pupils:
        placed[pupil.school_class_id].append(found[pupil.pk])
    return (place for place, standing in placed.items() if tally(standing).tells_apart)


def _answer(entry: Entry) -> Words:
    return mark_of(entry.standing).label if entry.tells_apart else _NOT_TOLD_APART


def _limits(entry: Entry) -> str:
    shown = entry.standing.may_be_shown
    return said.limits_in_words(entry.standing.limits) if shown else ""


def _link_stands(line: FamilyOf) -> str:
    if line.link is None:
        return gettext("None")
    return gettext("Locked") if line.link.is_locked else gettext("Sent")


REGISTER = SavedList[Entry](
    "consent.register",
    _("Consent"),
    {
        _("Child"): lambda one: one.pupil.called,
        _("Class"): lambda one: one.pupil.school_class.name if one.pupil.school_class else "",
        _("Year group"): lambda one: one.pupil.year_group,
        _("Purpose"): lambda one: one.purpose.name,
        _("Answer"): _answer,
        _("Limits"): _limits,
    },
)

CLASS = SavedList[class_page.Row](
    "consent.class",
    _("Consent of a class"),
    {
        _("Child"): lambda row: row.pupil.called,
        _("Answer"): lambda row: row.mark.label,
        _("Limits"): lambda row: row.limits,
        _("Answers differ"): lambda row: row.disagrees,
        _("Last form"): lambda row: row.on_record,
    },
)

ROLL = SavedList[Line](
    "consent.roll",
    _("Roll"),
    {
        _("Child"): lambda line: line.name,
        _("Legal name"): lambda line: line.also,
        _("Class"): lambda line: line.school_class,
        _("Year group"): lambda line: line.year,
        _("Left on"): lambda line: line.left_on,
    },
)

DISPOSALS = SavedList[Gone](
    "consent.disposals",
    _("Disposal"),
    {
        _("When"): lambda row: row["at"],
        _("What"): lambda row: Disposed.Kind(row["kind"]).label,
        _("Number"): lambda row: row["total"],
        _("Why"): lambda row: Disposed.Why(row["why"]).label,
        _("By"): lambda row: row["by__name"] or gettext("the nightly job"),
    },
)

FAMILIES = SavedList[FamilyOf](
    "consent.families",
    _("Families of a campaign"),
    {
        _("Parent or carer"): lambda line: line.family.guardian.name,
        _("E-mail"): lambda line: line.family.guardian.email,
        _("Children"): lambda line: line.children,
        _("Link"): _link_stands,
        _("Opened at"): lambda line: line.link.opened_at if line.link else None,
        _("Answered at"): lambda line: line.link.answered_at if line.link else None,
    },
)

CAMPAIGNS = SavedList[Campaign](
    "consent.campaigns",
    _("Campaigns"),
    {
        _("Academic year"): lambda one: spoken(one.academic_year),
        _("Stands"): lambda one: one.get_state_display(),
        _("Opens by itself on"): lambda one: one.opens_on,
        _("Opened on"): lambda one: one.opened_on,
        _("Last day to answer"): lambda one: one.closes_on,
        _("Closed on"): lambda one: one.closed_on,
        _("Purposes asked about"): lambda one: len(one.asked()),
    },
)
