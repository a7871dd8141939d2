"""Of every field that could hold something about a person, it is said what becomes of it."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from consent.models import Guardian, Photo, Pupil, RollImport
from moderation.drafts.models import ConsentProof, Takedown
from schoolsocial.tenancy.models import Disposal

ROOTS = (Pupil, Guardian, Photo, RollImport)
"""Whatever points at one of these, perhaps by way of others, tells of a child or of its family."""
ON_RECORD = (ConsentProof, Takedown)
OURS = ("schoolsocial.", "consent", "policy", "moderation.")
WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    ArrayField,
)

MODELS = [model for model in apps.get_models() if model._meta.app_config.name.startswith(OURS)]
each = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def declared(model: type[models.Model]) -> dict[str, Disposal]:
    return getattr(model, "disposal", {})


def speaks_of_a_person(model: type[models.Model]) -> bool:
    return Disposal.ERASE in declared(model).values()


def needs_declaring(field: object, model: type[models.Model]) -> bool:
    is_day = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
    return isinstance(field, WORDS) or (is_day and speaks_of_a_person(model))


def leans_on(model: type[models.Model], roots: tuple[type[models.Model], ...]) -> bool:
    pointed_at = {
        field.remote_field.model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.model is not model
    }
    ours = [one for one in pointed_at if one._meta.app_label == "consent"]
    return any(one in roots or leans_on(one, roots) for one in ours)


FAMILIES = [
    model
    for model in MODELS
    if model in (*ROOTS, *ON_RECORD)
    or (model._meta.app_label == "consent" and leans_on(model, ROOTS))
]


@pytest.mark.parametrize("model", FAMILIES, ids=lambda model: model._meta.label)
def test_every_value_about_a_family_is_declared(model: type[models.Model]) -> None:
    """Days, moments, numbers and ticks, too: a birthday is no word and tells most."""
    values = {
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, models.ForeignKey)
    }

    assert values - declared(model).keys() == set()


def test_the_models_about_families_are_found() -> None:
    names = {model.__name__ for model in FAMILIES}

    assert {"Pupil", "Consent", "ConsentDocument", "FaceAccount", "FamilyMessage"} <= names
    assert {"Purpose", "Wording", "Campaign", "SchoolClass", "Disposed"}.isdisjoint(names)


@each
def test_every_field_with_words_is_declared(model: type[models.Model]) -> None:
    wanted = {field.name for field in model._meta.concrete_fields if needs_declaring(field, model)}

    assert wanted - declared(model).keys() == set()


@each
def test_no_field_is_declared_that_is_not_there(model: type[models.Model]) -> None:
    assert declared(model).keys() - {field.name for field in model._meta.get_fields()} == set()


@each
def test_declarations_use_the_four_words(model: type[models.Model]) -> None:
    assert all(isinstance(disposal, Disposal) for disposal in declared(model).values())
