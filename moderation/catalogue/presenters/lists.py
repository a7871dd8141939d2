"""The lists of what is live."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models import Audit, Case, Watch
from moderation.catalogue.presenters import rows
from moderation.catalogue.presenters.rows import Found, Row
from moderation.catalogue.queries import listed
from moderation.drafts.presenters import times
from schoolsocial.accounts.models import School
from schoolsocial.words import Words

_TROUBLES = {
    "rate-limited": _("X asked to wait."),
    "no-credit": _("The credit with X is used up."),
    "no-budget": _("The school’s budget for X is spent this month."),
    "not-signed-in": _("X no longer takes the account’s key."),
    "refused": _("X refused to tell."),
    "no-answer": _("X gave no clear answer."),
}


@dataclass(frozen=True, slots=True)
class Tweets:
    rows: tuple[Row, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class Remarks:
    rows: tuple[Found, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    case: Case
    row: Row
    opened: str
    answered: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One account and how far its timeline is read, in a sentence."""

    watch: Watch
    sentence: Words


@dataclass(frozen=True, slots=True)
class Overview:
    """What waits for somebody, and how up to date all this is."""

    audit: Audit | None
    to_decide: int
    cases: int
    readings: tuple[Reading, ...]


def overview(school: School) -> Overview:
    return Overview(
        audit=listed.latest_audit(school),
        to_decide=listed.to_decide(school),
        cases=listed.how_many_open(school),
        readings=tuple(map(_reading, listed.watches(school))),
    )


def tweets(school: School, cursor: str) -> Tweets:
    page = listed.tweets_page(school, cursor)
    return Tweets(tuple(map(rows.row, page.posts)), page.previous, page.next)


def remarks(school: School, cursor: str, *, decided: bool) -> Remarks:
    read = listed.decided_page if decided else listed.remarks_page
    page = read(school, cursor)
    return Remarks(tuple(map(rows.found, page.posts)), page.previous, page.next)


def open_cases(school: School) -> list[CaseRow]:
    return [_case(one) for one in listed.open_cases(school)]


def answered_cases(school: School) -> list[CaseRow]:
    return [_case(one) for one in listed.answered_cases(school)]


def _case(case: Case) -> CaseRow:
    return CaseRow(
        case=case,
        row=rows.row(case.tweet),
        opened=times.written(case.opened_at),
        answered=times.written(case.answered_at) if case.answered_at else "",
    )


def _reading(watch: Watch) -> Reading:
    if watch.trouble:
        return Reading(watch, _TROUBLES.get(watch.trouble, gettext("It could not be read.")))
    if watch.read_at is None:
        return Reading(watch, gettext("Not read yet."))
    said = gettext("Read to its end on {time}.").format(time=times.written(watch.read_at))
    return Reading(watch, said)
