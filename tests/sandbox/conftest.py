from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.fixtures.sandbox import SandboxAccount, SandboxX, sandbox
from tests.fixtures.x_openapi import x_description

__all__ = ["sandbox", "x_description"]

Call = Callable[..., requests.Response]


@pytest.fixture
def oakfield(sandbox: SandboxX) -> SandboxAccount:
    """The account of a primary school."""
    return sandbox.add_account("OakfieldPrimary", "Oakfield Primary")


@pytest.fixture
def call(sandbox: SandboxX) -> Call:
    """``call("GET", "/2/users/me", account, json=…)``: plain HTTP, as any program could."""

    def _call(
        method: str, path: str, account: SandboxAccount | None = None, **kwargs: Any
    ) -> requests.Response:
        headers = dict(kwargs.pop("headers", {}))
        if account is not None:
            headers["Authorization"] = f"Bearer {account.access_token}"
        address = sandbox.url + path
        return requests.request(method, address, headers=headers, timeout=5, **kwargs)

    return _call
