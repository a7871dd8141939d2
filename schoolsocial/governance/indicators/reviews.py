"""12. Whether the papers and looks that govern it all are in date."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Line, Reading, Verdict
from schoolsocial.words import Words

MEASURE = "in-date"
CHECKS = {
    "policy": _("Policy ratified, and its review not overdue"),
    "photo-audit": _("Audit of what is on X in the last 31 days"),
    "dpia": _("Data protection impact assessment (DPIA) reviewed"),
    "visit": _("Governor visit"),
}
"""A cell is 1 where it is in date and 0 where it is not, and missing where nothing is recorded."""


def read(figures: Figures) -> Reading:
    cells = figures.stood.get(MEASURE, {})
    lines = tuple(_line(label, cells.get(code)) for code, label in CHECKS.items())
    done = sum(line.verdict is Verdict.GREEN for line in lines)
    value = gettext("Not yet recorded")
    if cells:
        value = gettext("{done} of {all} in date").format(done=done, all=len(lines))
    return Reading(value, _verdict(done, len(cells)), lines)


def _line(label: Words, in_date: int | None) -> Line:
    if in_date is None:
        return Line(label, gettext("Nothing recorded"), Verdict.UNKNOWN)
    if in_date:
        return Line(label, gettext("In date"), Verdict.GREEN)
    return Line(label, gettext("Out of date"), Verdict.RED)


def _verdict(done: int, recorded: int) -> Verdict:
    if not recorded:
        return Verdict.UNKNOWN
    if done < recorded:
        return Verdict.RED
    return Verdict.GREEN if done == len(CHECKS) else Verdict.AMBER


INDICATOR = Indicator(
    number=12,
    code="in-date",
    title=_("Policy, audit, DPIA and visit in date"),
    target=_("All four"),
    unit="",
    definition=_(
        "The policy in force has a review date still to come. An audit of everything on "
        "the school’s accounts ended in the last 31 days. The last review of the DPIA, "
        "and the last governor visit recorded here, still count by the day that was set "
        "for the next."
    ),
    question=_(
        "What did the last visit find, and what came of it? Who starts the next review, and when?"
    ),
    read=read,
)
