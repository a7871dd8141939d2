"""What lists of the roll, the register and a campaign can be asked for, so that it can be kept.

Classes, purposes and kinds: no child. What is searched for in the roll is a name, and is not kept.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.actions import purposes
from consent.models import SOCIAL_MEDIA
from consent.presenters.campaigns import KINDS
from consent.presenters.class_page import NO_REPLY
from consent.presenters.roll import LEAVERS, OUTSIDE
from consent.queries import classes
from schoolsocial.accounts.access import SchoolRequest
from schoolsocial.accounts.filtering import Choice, Filters, among


def _classes(request: SchoolRequest) -> set[str]:
    of_today = classes.classes_of(request.school, timezone.localdate())
    return {str(pk) for pk in of_today.values_list("pk", flat=True)} | {OUTSIDE, LEAVERS}


def _purposes(request: SchoolRequest) -> set[str]:
    return {one.code for one in purposes.of(request.school) if one.is_asked}


ROLL = Filters("consent.roll", {"class": Choice(_("Class"), _classes)})
CLASS = Filters(
    "consent.class",
    {
        "purpose": Choice(_("Purpose"), _purposes, SOCIAL_MEDIA),
        "only": Choice(_("Only those without a reply"), among(NO_REPLY)),
    },
)
FAMILIES = Filters("consent.families", {"only": Choice(_("Which families"), among(*KINDS))})
