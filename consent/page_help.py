"""Which part of the help speaks of the page somebody is on."""

from django.http import HttpRequest
from django.urls import reverse

TOPICS: dict[str, str] = {
    "campaigns": "asking",
    "campaign_start": "asking",
    "campaign": "asking",
    "campaign_change": "asking",
    "campaign_families": "families",
    "campaign_letters": "families",
    "campaign_letter": "families",
    "campaign_labels": "families",
    "consent:roll": "roll",
    "consent:roll_pupil": "roll",
    "consent:roll_edit": "roll",
    "consent:roll_left": "roll",
    "consent:roll_back": "roll",
    "consent:roll_import": "import",
    "consent:roll_columns": "import",
    "consent:roll_preview": "import",
    "consent:roll_result": "import",
    "consent:roll_new_year": "september",
    "consent:register": "register",
    "consent:find": "register",
    "consent:class": "register",
    "consent:pupil": "register",
    "consent:withdraw": "register",
    "consent:add_carer": "register",
    "consent:edit_carer": "register",
    "consent:disposals": "disposal",
    "consent:photo_sheets": "photo",
    "consent:photo_sheet": "photo",
    "consent:photo_list": "photo",
    "consent:protected": "never",
    "consent:find_protected": "never",
    "consent:protection": "never",
    "consent:protect": "never",
    "consent:reason": "never",
}
"""A page's name to the heading in ``consent/help.html``."""


def page_help(request: HttpRequest) -> dict[str, str]:
    """Where the page's help is, for the foot of each page; nothing where there is none, and nothing
    for whoever is not of the school: a page they may not see looks like one that is not there.
    """
    match, membership = request.resolver_match, getattr(request, "membership", None)
    topic = TOPICS.get(match.view_name) if match else None
    if membership is None or topic is None:
        return {}
    where = reverse("consent:help", kwargs={"school": membership.school.slug})
    return {"page_help": f"{where}#{topic}"}
