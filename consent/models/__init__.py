"""Pupils and their families, what the families answered, and the photos."""

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
from consent.models.imports import RollChange, RollImport
from consent.models.photos import Photo, new_token
from consent.models.pupils import Pupil, SchoolClass

__all__ = [
    "SOCIAL_MEDIA",
    "Answer",
    "Consent",
    "Guardian",
    "Guardianship",
    "Limit",
    "NeverPublish",
    "Photo",
    "Pupil",
    "Purpose",
    "RegisterChange",
    "RollChange",
    "RollImport",
    "SchoolClass",
    "Wording",
    "new_token",
]
