import pytest

from schoolsocial.x.client import XClient
from schoolsocial.x.credentials import OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX, sandbox
from tests.fixtures.x_openapi import x_description

__all__ = ["sandbox", "x_description"]


@pytest.fixture
def oakfield(sandbox: SandboxX) -> SandboxAccount:
    """The account of a primary school."""
    return sandbox.add_account("OakfieldPrimary", "Oakfield Primary")


@pytest.fixture
def client(sandbox: SandboxX, oakfield: SandboxAccount) -> XClient:
    """A client that posts as the school."""
    return XClient(OAuth2User(oakfield.access_token), api_url=sandbox.url)
