"""A report to governors: one set of figures as a tagged PDF, a spreadsheet and a table."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import day_of, spoken
from moderation.drafts.presenters.times import written
from schoolsocial.accounts.models import School
from schoolsocial.documents import tables
from schoolsocial.documents.pdf import Json, Template, pdf
from schoolsocial.documents.tables import Sheet
from schoolsocial.governance.models import Comment, FollowUp, ReportFile
from schoolsocial.governance.periods import Period
from schoolsocial.governance.queries import oversight
from schoolsocial.governance.tabled import HEADINGS, about, cells, lines
from schoolsocial.governance.told import Told, told

Kind = ReportFile.Kind

READING = _(
    "Half-terms are the same days each year: from 1 September, 1 November, 1 "
    "January, 16 February, 1 April and 1 June. A number from one to four is never "
    "told, and a sum that holds one is told from its least to its most. “Not yet "
    "recorded” means that School Social does not know; it is never taken for good "
    "news. No child is named in the figures."
)


def files(school: School, period: Period, at: datetime) -> Mapping[Kind, bytes]:
    """The three files of a period as counted ``at``; the same figures give the same bytes.

    Raises ``NoDocument``.
    """
    found = tuple(told(school, period, day_of(at)))
    rows = [line for one in found for line in lines(one, period)]
    top = about(period, written(at))
    return {
        Kind.PDF: paper(school, period, at, found, with_words=True),
        Kind.XLSX: tables.xlsx(
            [
                Sheet(gettext("Figures"), HEADINGS, map(cells, rows)),
                Sheet(
                    gettext("About"),
                    (gettext("About"), gettext("As recorded")),
                    [(gettext("School"), school.name), *top],
                ),
            ],
            made_at=at,
        ),
        Kind.CSV: tables.csv([*top, HEADINGS, *rows]),
    }


def paper(
    school: School,
    period: Period,
    at: datetime,
    found: Sequence[Told],
    *,
    with_words: bool = False,
) -> bytes:
    """The figures as a PDF; ``with_words`` with what people said of them and want to be done."""
    said = oversight.said_in(school, period) if with_words else {}
    asked = oversight.asked_by(school, period) if with_words else {}
    off = sum(one.reading.verdict.is_off_target for one in found)
    data: Mapping[str, Json] = {
        "intro": _intro(off),
        "year": spoken(period.year),
        "last_year": spoken(period.year - 1),
        "before": period.before.name,
        "cards": [
            _card(one, said.get(one.indicator.code, []), asked.get(one.indicator.code, []))
            for one in found
        ],
        "reading": str(READING),
    }
    return pdf(
        Template.FIGURES,
        data,
        title=gettext("Report to governors: {period}").format(period=period.name),
        school=school.name,
        as_of=at,
        stands=gettext("As of {time}").format(time=written(at)),
    )


def _intro(off: int) -> str:
    if not off:
        return gettext("How safely the school posts, in twelve indicators. Nothing is off target.")
    return ngettext(
        "How safely the school posts, in twelve indicators. {count} of 12 is off target or near "
        "it.",
        "How safely the school posts, in twelve indicators. {count} of 12 are off target or near "
        "it.",
        off,
    ).format(count=off)


def _card(one: Told, said: Sequence[Comment], asked: Sequence[FollowUp]) -> dict[str, Json]:
    about, reading = one.indicator, one.reading
    return {
        "title": one.title,
        "value": str(reading.value),
        "standing": str(reading.verdict.label),
        "target": str(about.target),
        "before": str(one.before.value),
        "lines": [
            (str(line.name), str(line.value), str(line.verdict.label) if line.verdict else "")
            for line in reading.lines
        ],
        "rows": [(str(row.name), str(row.now), str(row.before)) for row in one.rows],
        "definition": str(about.definition),
        "question": str(about.question),
        "comments": [
            {"words": words.words, "by": f"{words.by.name}, {written(words.at)}"} for words in said
        ],
        "follow_ups": [
            (follow.words, date_format(follow.due_on, "j F Y"), _outcome(follow))
            for follow in asked
        ],
    }


def _outcome(follow: FollowUp) -> str:
    if follow.done_by is None or follow.done_at is None:
        return gettext("To be done")
    return f"{follow.outcome} ({follow.done_by.name}, {written(follow.done_at)})"
