"""No row of the database reaches the log, whatever went wrong with it."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.log_lines import LEFT_OUT
from schoolsocial.tenancy import scope
from tests.posts import make_post

TEXT = "Marigold’s line one.\n\nMarigold's line two."


LOGGING: Any = settings.LOGGING


def formatter() -> logging.Formatter:
    """The one that production writes with."""
    chosen = LOGGING["formatters"]["line"]
    made: logging.Formatter = import_string(chosen["()"])(chosen["format"])
    return made


def refused(post: Post) -> IntegrityError:
    """What PostgreSQL says of a post that it does not take."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Post.objects.filter(pk=post.pk).update(tweet_id="1")
    return caught.value


@pytest.mark.parametrize("message", ["Internal Server Error", "Task raised %r"])
def test_line_names_the_constraint_and_not_the_row(
    school: School, teacher: Person, message: str
) -> None:
    post = make_post(school, teacher, TEXT)
    with scope.school(school.pk):
        error = refused(post)
    info = (type(error), error, error.__traceback__)
    told = (error,) if "%" in message else ()

    line = formatter().format(logging.LogRecord("x", 40, "", 0, message, told, info))

    assert "post_on_x_has_tweet_id" in line
    assert LEFT_OUT in line
    assert "Marigold" not in line
