"""6. What was set aside, and that each has a reason."""

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Reading, Verdict, listed

MEASURE = "overrides"


def read(figures: Figures) -> Reading:
    counts = figures.counts(MEASURE)
    total = figures.total(MEASURE)
    value = f"{total}, each with a reason" if total.high else "None"
    return Reading(value, Verdict.GREEN, listed(counts), total)


INDICATOR = Indicator(
    number=6,
    code="overrides",
    title="Findings set aside, with a reason",
    target="Every one has a reason",
    unit="findings",
    definition="How many findings of the policy somebody set aside, by family of rules and by "
    "who did. The database takes none without a reason. One that was taken back does not count.",
    question="Are the same findings set aside again and again? Then is it the rule that is "
    "wrong, or the habit?",
    read=read,
)
