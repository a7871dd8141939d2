"""2. What families have said about social media."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import (
    NOT_RECORDED,
    NOT_SHOWN,
    Indicator,
    Line,
    Reading,
    Verdict,
    per_cent,
    share,
)
from schoolsocial.governance.suppression import hidden, is_few, parted, told

MEASURE = "consent-position"
YES, LIMITED, NO, SILENT = "yes", "limited", "no", "silent"
_NAMES = {
    YES: _("Yes"),
    LIMITED: _("Yes, with limits"),
    NO: _("May not be shown"),
    SILENT: _("No reply, which counts as no"),
}


def read(figures: Figures) -> Reading:
    cells = figures.stood.get(MEASURE)
    if not cells or not sum(cells.values()):
        return NOT_RECORDED
    rows = {name: (cells.get(name, 0),) for name in _NAMES}
    gone = hidden(rows)
    lines = tuple(
        Line(label, NOT_SHOWN if name in gone else str(told(cells.get(name, 0))))
        for name, label in _NAMES.items()
    )
    return _reading(cells.get(YES, 0), sum(cells.values()), lines, is_told=YES not in gone)


def _reading(yes: int, everybody: int, lines: tuple[Line, ...], *, is_told: bool) -> Reading:
    whole = Line(gettext("Children on the roll"), str(told(everybody)))
    part = share(parted(yes, everybody - yes))
    if not is_told or part is None or is_few(everybody):
        return Reading(gettext("Too few to say"), Verdict.OPEN, (*lines, whole))
    return Reading(
        gettext("{share} said yes").format(share=per_cent(part)),
        Verdict.OPEN,
        (*lines, whole),
        part,
    )


INDICATOR = Indicator(
    number=2,
    code="consent-position",
    title=_("What families said about social media"),
    target=_("None, as every answer is right"),
    unit="%",
    definition=_(
        "Of the children on the roll, by what the register says of social media that "
        "day. No reply and an answer that has lapsed count as no. “May not be shown” "
        "holds refusals, withdrawals, answers that disagree, and children the school "
        "protects for another reason. The figure moves on once five or more answers have "
        "changed since."
    ),
    question=_(
        "Is it as easy to say no, or to change one’s mind, as to say yes? Are some "
        "children never in a picture, and does anybody notice?"
    ),
    read=read,
)
