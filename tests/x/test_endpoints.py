"""X's endpoints as they are counted: a closed list, without anybody's id."""

import pytest

from schoolsocial.sandbox.routes import ROUTES
from schoolsocial.x import endpoints


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("GET /2/users/2244994945/tweets", "GET /2/users/:id/tweets"),
        ("DELETE /2/users/12/blocking/7", "DELETE /2/users/:id/blocking/:id"),
        ("POST /2/tweets", "POST /2/tweets"),
        ("GET /2/users/by/username/canary", "other"),
        ("GET /canary", "other"),
    ],
)
def test_endpoint_is_counted_without_an_id(asked: str, told: str) -> None:
    assert endpoints.counted_as(asked) == told


def test_every_endpoint_of_the_list_is_one_that_x_has() -> None:
    unknown = [name for name in endpoints.CALLED if not _is_served(*name.split())]

    assert unknown == []


def _is_served(method: str, path: str) -> bool:
    return any(route.matches(method, path.replace(":id", "12")) for route in ROUTES)
