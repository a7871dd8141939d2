"""Schemathesis tries the API against its own description, in the process itself: finds nothing.

Every check of it is on.
"""

import re
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.api.presenters import description
from schoolsocial.api.views.v1 import api
from schoolsocial.wsgi import application
from tests.api.making import READ, WRITE, make_token, published
from tests.posts import adopt_policy, make_account

TRIES = 50
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
schema = schemathesis.openapi.from_dict(description.document(api))
schema.app = application


@pytest.fixture
def authorization(
    school: School, teacher: Person, head: Person, settings: Settings
) -> dict[str, str]:
    """A token that may do everything, at a school with something to read."""
    settings.API_CALLS_A_MINUTE = 1_000_000
    adopt_policy(school)
    make_account(school, handle="StCaths")
    published(school, teacher, head, photos=[("A bean plant", False)])
    made = make_token(school, head, READ, WRITE, author=teacher)
    # Without a network between them nobody unpacks what the server packs
    return {"Authorization": f"Bearer {made.key}", "Accept-Encoding": "identity"}


@pytest.mark.django_db(transaction=True)  # the server closes a connection left in a transaction
@schema.parametrize()
@settings(
    max_examples=TRIES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
)
def test_api_keeps_its_own_description(
    case: schemathesis.Case[Any], authorization: dict[str, str]
) -> None:
    if KEY.fullmatch(str(case.headers.get("Idempotency-Key", ""))):
        # The same key with another body is refused, as described; a try is a draft of its own
        case.headers["Idempotency-Key"] = uuid4().hex
    case.call_and_validate(headers=authorization)
