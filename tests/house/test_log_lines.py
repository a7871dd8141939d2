"""No row of the database reaches the log, whatever went wrong with it.

The wall keeps PostgreSQL from telling rows of a school; people belong to no school.
"""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.log_lines import LEFT_OUT
from tests.cast import make_person

EMAIL = "o'neill@school.example"
LOGGING: Any = settings.LOGGING


def formatter() -> logging.Formatter:
    """The one that production writes with."""
    chosen = LOGGING["formatters"]["line"]
    made: logging.Formatter = import_string(chosen["()"])(chosen["format"])
    return made


def refused() -> IntegrityError:
    """What PostgreSQL says of a second person with that address."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Person.objects.create(email=EMAIL, name="Second")
    return caught.value


@pytest.mark.parametrize("message", ["Internal Server Error", "Task raised %r"])
def test_line_names_the_error_and_not_the_row(school: School, message: str) -> None:
    make_person(school, Role.TEACHER, email=EMAIL)
    error = refused()
    info = (type(error), error, error.__traceback__)
    told = (error,) if "%" in message else ()

    line = formatter().format(logging.LogRecord("x", 40, "", 0, message, told, info))

    assert "duplicate key value violates unique constraint" in line
    assert LEFT_OUT in line
    assert "neill" not in line
