"""The roll and one child's entry, for office screens."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import day_of
from consent.models import Guardianship, Pupil, SchoolClass
from consent.queries import roll_pages as queries
from consent.roll import upn, years
from schoolsocial.accounts.models import School
from schoolsocial.audit.models import Event
from schoolsocial.words import Words

LEAVERS, OUTSIDE = "left", "none"

UPN_WORDS: dict[upn.Verdict, Words] = {
    upn.Verdict.BLANK: _("none yet"),
    upn.Verdict.GOOD: "",
    upn.Verdict.TEMPORARY: _("temporary"),
    upn.Verdict.WRONG: _("not a valid UPN: put it right in your MIS"),
}
VERBS = {
    "pupil.corrected": _("corrected"),
    "pupil.left": _("marked as having left"),
    "pupil.rejoined": _("marked as back at the school"),
    "pupil.leaving_taken_back": _("leaving taken back"),
    "pupil.exported": _("handed out for an access request"),
    "consent.recorded": _("an answer recorded"),
    "consent.withdrawn": _("consent withdrawn"),
    "guardian.added": _("parent or carer added"),
    "guardian.corrected": _("parent or carer corrected"),
}
FIELDS: dict[str, Words] = {
    "admission_number": _("admission number"),
    "upn": "UPN",
    "legal_forename": _("legal forename"),
    "legal_surname": _("legal surname"),
    "preferred_forename": _("preferred forename"),
    "preferred_surname": _("preferred surname"),
    "year_group": _("year group"),
    "school_class": _("class"),
    "born_on": _("date of birth"),
    "name": _("name"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "language": _("language"),
    "relationship": _("relationship"),
    "parental_responsibility": _("parental responsibility"),
}
"""What a correction changed, in words; what it held before and after is in no record."""


@dataclass(frozen=True, slots=True)
class Line:
    """A child in a list."""

    pk: int
    name: str
    also: str
    school_class: str
    year: str
    left_on: date | None

    @property
    def place(self) -> str:
        """Class and year, or one where they say the same."""
        parts = (self.school_class or gettext("No class"), self.year)
        return ", ".join(dict.fromkeys(filter(None, parts)))


@dataclass(slots=True)
class RollPage:
    """The roll as it was asked for: by words, by class, or the classes themselves."""

    words: str
    chosen: str
    title: str
    classes: list[SchoolClass]
    outside: int
    leavers: int
    lines: list[Line] = field(default_factory=list)
    is_list: bool = False
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Nobody was ever on this roll."""
        return not (self.classes or self.outside or self.leavers)


def roll_page(school: School, *, words: str, chosen: str, day: date) -> RollPage:
    """Search goes through everybody, leavers last; a class is its children."""
    page = RollPage(
        words=words,
        chosen=chosen,
        title="",
        classes=list(queries.classes(school, day)),
        outside=queries.outside_classes(school, day).count(),
        leavers=queries.leavers(school).count(),
    )
    if words.strip():
        found = queries.search(school.pupils.all(), words)
        found.sort(key=lambda pupil: pupil.left_on is not None)
        page.is_cut = len(found) == queries.MOST_FOUND
    elif chosen == LEAVERS:
        page.title, found = gettext("Leavers"), queries.by_name(queries.leavers(school))
    elif chosen == OUTSIDE:
        page.title = gettext("Without a class")
        found = queries.by_name(queries.outside_classes(school, day))
    else:
        group = next((one for one in page.classes if str(one.pk) == chosen), None)
        if group is None:
            page.chosen = ""
            return page
        page.title, found = group.name, queries.by_name(group.pupils.on_roll())
    page.is_list, page.lines = True, [_line(pupil) for pupil in found]
    return page


def _line(pupil: Pupil) -> Line:
    legal = f"{pupil.legal_forename} {pupil.legal_surname}".strip()
    return Line(
        pk=pupil.pk,
        name=pupil.called,
        also="" if legal == pupil.called else legal,
        school_class=pupil.school_class.name if pupil.school_class else "",
        year=years.in_words(pupil.year_group),
        left_on=pupil.left_on,
    )


@dataclass(frozen=True, slots=True)
class PupilPage:
    """One child's entry."""

    pupil: Pupil
    legal: str
    year: str
    upn_words: Words
    bonds: list[Guardianship]
    events: list[tuple[str, date]]


def pupil_page(pupil: Pupil) -> PupilPage:
    return PupilPage(
        pupil=pupil,
        legal=f"{pupil.legal_forename} {pupil.legal_surname}".strip(),
        year=years.in_words(pupil.year_group),
        upn_words=UPN_WORDS[upn.judge(pupil.upn)],
        bonds=list(queries.bonds(pupil)),
        events=[
            (_told(event), day_of(event.at))
            for event in queries.events(pupil)
            if event.verb in VERBS
        ],
    )


def _told(event: Event) -> str:
    """“corrected (date of birth, legal surname)”."""
    fields = ", ".join(str(FIELDS.get(name, name)) for name in event.payload.get("fields", ()))
    return f"{VERBS[event.verb]} ({fields})" if fields else str(VERBS[event.verb])
