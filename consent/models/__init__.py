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
from consent.models.disposals import Disposed, Retention
from consent.models.documents import ConsentDocument
from consent.models.faces import Face, FaceAccount, NobodyStatement
from consent.models.guardians import Guardian, Guardianship
from consent.models.imports import RollChange, RollImport
from consent.models.own_classes import OwnClass
from consent.models.photos import Photo, Search, new_token
from consent.models.pupils import Pupil, SchoolClass

__all__ = [
    "SOCIAL_MEDIA",
    "Answer",
    "Campaign",
    "CampaignStep",
    "Consent",
    "ConsentDocument",
    "Disposed",
    "Face",
    "FaceAccount",
    "FamilyLink",
    "FamilyMessage",
    "Guardian",
    "Guardianship",
    "Limit",
    "NeverPublish",
    "NobodyStatement",
    "OwnClass",
    "Photo",
    "Pupil",
    "Purpose",
    "RegisterChange",
    "Retention",
    "RollChange",
    "RollImport",
    "SchoolClass",
    "Search",
    "Wording",
    "new_token",
]
