"""5. What was stopped before anybody saw it."""

from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Reading, Verdict, listed

MEASURE = "drafts-stopped"
PERSON = _("A reviewer returned or rejected it")


def read(figures: Figures) -> Reading:
    counts = figures.counts(MEASURE)
    total = figures.total(MEASURE)
    return Reading(str(total), Verdict.OPEN, listed(counts), total)


INDICATOR = Indicator(
    number=5,
    code="drafts-stopped",
    title=_("Drafts stopped before publication"),
    target=_("None: a draft that was stopped did no harm"),
    unit=_("stops"),
    definition=_(
        "How often a draft was stopped: by the policy when its author sent it for "
        "approval, counted once a day, draft and family of rules, or by a reviewer who "
        "returned or rejected it. Only what was sent counts, not what was put right "
        "while writing."
    ),
    question=_(
        "Which clause stops most, and do staff know why? If nothing is ever stopped, is "
        "the policy strict enough, and do reviewers read?"
    ),
    read=read,
)
