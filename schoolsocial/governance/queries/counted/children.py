"""What families answered. Numbers of children; no child."""

from collections import Counter
from datetime import date

from django.db.models import Q

from consent.academic_year import academic_year
from consent.models import Campaign, Pupil
from consent.presenters import campaigns
from consent.queries.showing import standing_of
from consent.standing import Reason
from schoolsocial.accounts.models import School
from schoolsocial.governance.indicators import positions, responses
from schoolsocial.governance.queries.counted.counted import States

_POSITIONS = {
    Reason.AGREED: positions.YES,
    Reason.AGREED_WITH_LIMITS: positions.LIMITED,
    Reason.NO_REPLY: positions.SILENT,
    Reason.LAPSED: positions.SILENT,
}

MEASURES = frozenset({responses.MEASURE, positions.MEASURE})
"""Those that count children: they move on only when several have."""


def answered(school: School, day: date) -> States:
    """For how many children of each year group the campaign of the year was answered."""
    asked = Campaign.objects.filter(school=school, academic_year=academic_year(day))
    campaign = asked.exclude(state=Campaign.State.DRAFT).order_by("-pk").first()
    if campaign is None:
        return {}
    cells = {}
    for year in campaigns.progress(campaign, day)["years"]:
        cells[f"{year.name}:{responses.REPLIED}"] = year.answered
        cells[f"{year.name}:{responses.SILENT}"] = year.children - year.answered
    return {responses.MEASURE: cells}


def standing(school: School, day: date) -> States:
    """How many children may be shown on social media, and why not."""
    here = Pupil.objects.filter(Q(left_on=None) | Q(left_on__gte=day), school=school)
    found = standing_of(list(here.values_list("pk", flat=True)), day=day)
    counted = Counter(_POSITIONS.get(one.reason, positions.NO) for one in found.values())
    cells = (positions.YES, positions.LIMITED, positions.NO, positions.SILENT)
    return {positions.MEASURE: {cell: counted[cell] for cell in cells}} if found else {}
