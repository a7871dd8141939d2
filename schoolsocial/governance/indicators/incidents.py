"""7. What went wrong, how grave it was, and what is late."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Line, Reading, Verdict, listed

MEASURE, OPEN = "incidents", "incidents-open"
LATE = "late"
"""A cell of the first is a kind with its severity, and behind a colon how the law's time stands:
every number of incidents is a sum of these, so that none is told in two ways."""


def read(figures: Figures) -> Reading:
    counts, total = figures.grouped(MEASURE, before_colon=True), figures.total(MEASURE)
    late = figures.stood.get(OPEN, {}).get(LATE)
    if late is None:
        return Reading(str(total), Verdict.UNKNOWN, listed(counts), total)
    verdict = Verdict.RED if late else Verdict.GREEN
    lines = (
        Line(gettext("Reported"), str(total)),
        *listed(counts),
        Line(
            gettext("Open, and past a target"),
            gettext("Some") if late else gettext("None"),
            verdict,
        ),
    )
    return Reading(str(total), verdict, lines, total)


INDICATOR = Indicator(
    number=7,
    code="incidents",
    title=_("Incidents, and what is late"),
    target=_("None open past its target"),
    unit=_("incidents"),
    definition=_(
        "Incidents by the day they were reported, by kind and by severity as it is now. "
        "One is past its target when a step of its playbook, or the law’s time, was due "
        "and is not done. Confidential ones are counted like the others."
    ),
    question=_("What was learned from them, and what changed? What keeps those that are late?"),
    read=read,
)
