"""1. How many families have answered, by year group."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.academic_year import academic_year
from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import (
    NOT_RECORDED,
    NOT_SHOWN,
    Indicator,
    Line,
    Reading,
    Verdict,
    against,
    per_cent,
    share,
)
from schoolsocial.governance.suppression import hidden, parted

MEASURE = "consent-response"
REPLIED, SILENT = "replied", "silent"
_TARGET, _NEAR = 95, 85
_OCTOBER = (10, 31)


def read(figures: Figures) -> Reading:
    cells = figures.stood.get(MEASURE)
    if not cells:
        return NOT_RECORDED
    years = _years(dict(cells))
    everybody = parted(sum(row[0] for row in years.values()), sum(row[1] for row in years.values()))
    part = share(everybody)
    if part is None:
        return NOT_RECORDED
    lines = (
        Line(gettext("Children with an answer to every question"), str(everybody.part)),
        Line(gettext("Children still without"), str(everybody.rest)),
        Line(gettext("Children on the roll"), str(everybody.whole)),
        *_by_year(years),
    )
    return Reading(
        per_cent(part),
        _verdict(against(part, green=_TARGET, amber=_NEAR), figures.until),
        lines,
        part,
    )


def _verdict(by_value: Verdict, day: date) -> Verdict:
    """Nobody is late before the day of the target."""
    late = day > date(academic_year(day), *_OCTOBER)
    return Verdict.AMBER if by_value is Verdict.RED and not late else by_value


def _years(cells: dict[str, int]) -> dict[str, tuple[int, int]]:
    names = sorted({cell.rpartition(":")[0] for cell in cells})
    return {
        name: (cells.get(f"{name}:{REPLIED}", 0), cells.get(f"{name}:{SILENT}", 0))
        for name in names
    }


def _by_year(years: dict[str, tuple[int, int]]) -> list[Line]:
    gone = hidden(years)
    if gone == years.keys():
        return [Line(gettext("By year group"), NOT_SHOWN)]
    return [Line(name, NOT_SHOWN if name in gone else _rate(*row)) for name, row in years.items()]


def _rate(replied: int, silent: int) -> str:
    part = share(parted(replied, silent))
    if part is None:
        return gettext("None")
    return gettext("{share} ({replied} of {children})").format(
        share=per_cent(part), replied=f"{replied:,}", children=f"{replied + silent:,}"
    )


INDICATOR = Indicator(
    number=1,
    code="consent-response",
    title=_("Families who have answered"),
    target=_("At least 95 % by 31 October"),
    unit="%",
    definition=_(
        "Of the children on the roll, those for whom a family has answered every "
        "question of this year’s campaign, whatever way the answer came. A blank form is "
        "no answer. The figure moves on once five or more answers have changed since, so "
        "that nobody’s answer shows."
    ),
    question=_(
        "Which year groups are behind, how were their families asked, and in which "
        "language? What happens to photos of children nobody has answered for?"
    ),
    read=read,
)
