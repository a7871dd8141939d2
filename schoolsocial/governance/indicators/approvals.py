"""4. Whether somebody other than the author approved."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Reading, all_of

MEASURE = "posts-approved"
OTHER, NOBODY = "other", "nobody"


def read(figures: Figures) -> Reading:
    return all_of(
        figures.parts(MEASURE, OTHER, NOBODY),
        done=gettext("Approved by somebody else"),
        missing=gettext("Approved by nobody here"),
        whole=gettext("Posts that went out"),
        empty=gettext("No post went out"),
    )


INDICATOR = Indicator(
    number=4,
    code="approved-by-another",
    title=_("Posts approved by somebody else"),
    target="100 %",
    unit="%",
    definition=_(
        "Of the posts that went out, those that a person other than their author "
        "approved exactly as they were sent. The software and its database refuse "
        "anybody their own draft. What is missing was posted outside School Social."
    ),
    question=_(
        "Who else has the account’s password, and when was it last changed? What would "
        "stop a post made by phone?"
    ),
    read=read,
)
