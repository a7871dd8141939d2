"""The help with photos and consent: which part of it speaks of which page."""

from django.utils.translation import gettext_lazy as _

PAGE = "consent:help"
TITLE = _("Help with photos and consent")
ABOUT = _("Who may be in a photo, asking families, the roll, the office in September.")

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
