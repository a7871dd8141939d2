"""3. Whether consent was proven when a post went out."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolsocial.governance.figures import Figures
from schoolsocial.governance.indicators.indicator import Indicator, Reading, all_of

MEASURE = "posts-with-pupils"
PROVEN, UNPROVEN = "proven", "unproven"


def read(figures: Figures) -> Reading:
    return all_of(
        figures.parts(MEASURE, PROVEN, UNPROVEN),
        done=gettext("Consent proven on approval and checked on sending"),
        missing=gettext("Not proven here"),
        whole=gettext("Posts with pupils in a photo, and posts made outside"),
        empty=gettext("No such post"),
    )


INDICATOR = Indicator(
    number=3,
    code="consent-proven",
    title=_("Posts whose consent was proven"),
    target="100 %",
    unit="%",
    definition=_(
        "Of the posts that went out with a photo of pupils, those that went out under "
        "the seal of their approval: it holds the consents of every child named in a "
        "photo, and sending checks them again. A post made outside School Social counts "
        "as not proven, with or without a photo, because nobody here looked."
    ),
    question=_(
        "Who posted outside the process, and why? Has somebody looked at who is in those "
        "pictures, and are they still on X?"
    ),
    read=read,
)
