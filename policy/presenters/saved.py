"""Who agreed and who is trained, and which versions there were, as they are saved."""

from django.utils.translation import gettext_lazy as _

from policy.presenters.standing import Row
from policy.presenters.versions import Listed
from schoolsocial.documents.lists import SavedList

TRAINING = SavedList[Row](
    "policy.training",
    _("Training and agreement"),
    {
        _("Name"): lambda row: row.name,
        _("Agreed at"): lambda row: row.agreed_at,
        _("Course"): lambda row: row.course,
        _("Trained until"): lambda row: row.trained_until,
        _("Training over"): lambda row: row.lapsed,
    },
)

VERSIONS = SavedList[Listed](
    "policy.versions",
    _("Versions of the policy"),
    {
        _("Version"): lambda one: one.version.number,
        _("Title"): lambda one: one.version.title,
        _("Stands"): lambda one: one.validity.words,
        _("Ratified on"): lambda one: one.version.ratified_on,
        _("On paper"): lambda one: one.version.on_paper,
        _("Minute"): lambda one: one.version.minute_reference,
        _("In force from"): lambda one: one.version.in_force_from,
        _("Review on"): lambda one: one.version.review_on,
    },
)
