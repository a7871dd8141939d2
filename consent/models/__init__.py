"""Pupils and their families, what the families answered, and the photos."""

from consent.models.campaigns import Campaign, CampaignStep, FamilyLink, FamilyMessage
from consent.models.consents import (
    SOCIAL_MEDIA,
    Answer,
    Consent,
    Limit,
    NeverPublish,
    Purpose,
    RegisterChange,
    Wording,
)
from consent.models.guardians import Guardian, Guardianship
from consent.models.photos import Photo, new_token
from consent.models.pupils import Pupil, SchoolClass

__all__ = [
    "SOCIAL_MEDIA",
    "Answer",
    "Campaign",
    "CampaignStep",
    "Consent",
    "FamilyLink",
    "FamilyMessage",
    "Guardian",
    "Guardianship",
    "Limit",
    "NeverPublish",
    "Photo",
    "Pupil",
    "Purpose",
    "RegisterChange",
    "SchoolClass",
    "Wording",
    "new_token",
]
