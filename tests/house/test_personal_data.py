"""Of every field that could hold something about a person, it is said what becomes of it."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from schoolsocial.tenancy.models import Disposal

OURS = ("schoolsocial.", "consent", "policy", "moderation.")
WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField, ArrayField)

MODELS = [model for model in apps.get_models() if model._meta.app_config.name.startswith(OURS)]
each = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def declared(model: type[models.Model]) -> dict[str, Disposal]:
    return getattr(model, "disposal", {})


def speaks_of_a_person(model: type[models.Model]) -> bool:
    return Disposal.ERASE in declared(model).values()


def needs_declaring(field: object, model: type[models.Model]) -> bool:
    is_day = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
    return isinstance(field, WORDS) or (is_day and speaks_of_a_person(model))


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
