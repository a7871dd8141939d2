"""6. What was set aside, and that each has a reason."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Reading, Verdict, listed

MEASURE = "overrides"


def read(figures: Figures) -> Reading:
    counts = figures.counts(MEASURE)
    total = figures.total(MEASURE)
    value = gettext("None")
    if total.high:
        value = gettext("{number}, each with a reason").format(number=total)
    return Reading(value, Verdict.GREEN, listed(counts), total)


INDICATOR = Indicator(
    number=6,
    code="overrides",
    title=_("Findings set aside, with a reason"),
    target=_("Every one has a reason"),
    unit=_("findings"),
    definition=_(
        "How many findings of the policy somebody set aside, by family of rules and by "
        "who did. The database takes none without a reason. One that was taken back does "
        "not count."
    ),
    question=_(
        "Are the same findings set aside again and again? Then is it the rule that is "
        "wrong, or the habit?"
    ),
    read=read,
)
