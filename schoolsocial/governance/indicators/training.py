"""11. Whether those who draft are trained and agreed to the policy."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import (
    NOT_RECORDED,
    Indicator,
    Line,
    Reading,
    Verdict,
    all_of,
)

MEASURE = "training"
READY, NOT_READY = "ready", "not-ready"
AGREED, NOT_AGREED = "agreed", "not-agreed"
TRAINED, NOT_TRAINED = "trained", "not-trained"


def read(figures: Figures) -> Reading:
    both = figures.state_parts(MEASURE, READY, NOT_READY)
    agreed = figures.state_parts(f"{MEASURE}-agreed", AGREED, NOT_AGREED)
    trained = figures.state_parts(f"{MEASURE}-trained", TRAINED, NOT_TRAINED)
    if both is None or agreed is None or trained is None:
        return NOT_RECORDED
    reading = all_of(
        both,
        done=gettext("Both in date"),
        missing=gettext("One of them, or both, missing or out of date"),
        whole=gettext("People who draft"),
        empty=gettext("Nobody drafts"),
    )
    lines = (
        *reading.lines,
        Line(gettext("Not agreed to the policy in force"), str(agreed.rest), _of(agreed.rest.low)),
        Line(gettext("Not trained, or too long ago"), str(trained.rest), _of(trained.rest.low)),
    )
    return Reading(reading.value, reading.verdict, lines, reading.level)


def _of(missing: int) -> Verdict:
    return Verdict.RED if missing else Verdict.GREEN


INDICATOR = Indicator(
    number=11,
    code="training",
    title=_("Training and declarations in date"),
    target="100 %",
    unit="%",
    definition=_(
        "Of the people who may draft, those who agreed to the version of the policy in "
        "force and whose training still counts. Whether the policy asks for both before "
        "somebody drafts is for the policy to say."
    ),
    question=_("Can somebody draft who is not trained? When do new staff hear of the policy?"),
    read=read,
)
