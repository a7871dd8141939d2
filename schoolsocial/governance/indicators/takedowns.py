"""8. How soon a post that had to come down was gone."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Line, Reading, Verdict
from schoolsocial.governance.suppression import Count, is_few
from schoolsocial.words import Words

MEASURE, TOOK = "takedowns", "takedown-minutes"
IN_TIME, LATE = "in-time", "late"
_HOUR, _DAY = 60, 24 * 60
_FEW = _("Too few to say how long")


def read(figures: Figures) -> Reading:
    parts = figures.parts(MEASURE, IN_TIME, LATE)
    if not parts.whole.high:
        return Reading(gettext("None had to come down"), Verdict.OPEN)
    minutes = _minutes(figures)
    lines = (
        Line(gettext("Posts that had to come down"), str(parts.whole)),
        Line(gettext("Gone, or still to go, within a school day"), str(parts.part)),
        Line(gettext("Later than a school day"), str(parts.rest), _verdict(parts.rest)),
        Line(gettext("Longest"), _spoken(minutes[-1]) if minutes else _FEW),
    )
    usual: Words = _FEW
    if minutes:
        usual = gettext("{duration} as a rule").format(duration=_spoken(_median(minutes)))
    return Reading(usual, _verdict(parts.rest), lines, parts.rest)


def _minutes(figures: Figures) -> list[int]:
    """How long each took, the shortest first; none of a half-term in which there were few."""
    took = [half.get(TOOK, {}) for half in figures.happened]
    many = [half for half in took if not is_few(sum(half.values()))]
    return sorted(int(m) for half in many for m, n in half.items() for _ in range(n))


def _median(minutes: list[int]) -> int:
    middle = len(minutes) // 2
    return minutes[middle] if len(minutes) % 2 else (minutes[middle - 1] + minutes[middle]) // 2


def _spoken(minutes: int) -> str:
    if minutes < _HOUR:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    if minutes < 2 * _DAY:
        hours = minutes // _HOUR
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    days = minutes // _DAY
    return ngettext("{count} day", "{count} days", days).format(count=days)


def _verdict(late: Count) -> Verdict:
    return Verdict.RED if late.low else Verdict.GREEN


INDICATOR = Indicator(
    number=8,
    code="takedowns",
    title=_("Time to take a post down"),
    target=_("Within one school day"),
    unit=_("posts late"),
    definition=_(
        "A post has to come down when a family changes its mind, consent lapses, a child "
        "leaves or is protected. The time runs from the first of these until X no longer "
        "has the post; half took longer than the time given, half less. A post counts "
        "once, in the half-term in which the reason came up, and not at all where it "
        "may stay."
    ),
    question=_(
        "Who takes posts down in the holidays? Which post took longest, and what was it "
        "waiting for?"
    ),
    read=read,
)
