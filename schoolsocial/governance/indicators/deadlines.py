"""9. Whether the law's times were kept."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.incidents import MEASURE
from schoolsocial.governance.indicators.indicator import (
    Indicator,
    Line,
    Reading,
    Verdict,
    all_of,
)
from schoolsocial.governance.suppression import NONE, Parted

MET, MISSED, RUNNING = "met", "missed", "running"


def read(figures: Figures) -> Reading:
    counts = figures.grouped(MEASURE, before_colon=False)
    met, missed = counts.get(MET, NONE), counts.get(MISSED, NONE)
    reading = all_of(
        Parted(met, missed, met + missed),
        done=gettext("Done in time"),
        missing=gettext("Done late, or overdue"),
        whole=gettext("Whose time is over or was met"),
        empty=gettext("None"),
    )
    still = Line(gettext("Time still running"), str(counts.get(RUNNING, NONE)))
    verdict = Verdict.GREEN if reading.verdict is Verdict.OPEN else reading.verdict
    return Reading(reading.value, verdict, (*reading.lines, still), reading.level)


INDICATOR = Indicator(
    number=9,
    code="legal-times",
    title=_("Breaches, complaints and requests in time"),
    target=_("All within the law’s time"),
    unit="%",
    definition=_(
        "Incidents with a time set by law, by the day they were reported: a breach "
        "within 72 hours (UK GDPR, Article 33), a complaint acknowledged within 30 days "
        "(Data (Use and Access) Act 2025), a freedom of information request, a subject "
        "access request. In time means that somebody recorded it as done before the time "
        "was over."
    ),
    question=_(
        "Who decides whether the ICO has to know, and who does when they are away? Do "
        "families know how to complain?"
    ),
    read=read,
)
