"""A picture is fetched from where X serves pictures, and from nowhere else."""

import socket
from typing import Any
from unittest.mock import patch

import pytest
from pytest_django import Settings

from schoolsocial import outward
from schoolsocial.x import media
from schoolsocial.x.media import Fetched, Gone, NotFetched
from tests.fixtures.sandbox import SandboxX, Shown, drawn_picture

PBS = "https://pbs.twimg.com/media/a.jpg"


@pytest.fixture
def address(sandbox: SandboxX, settings: Settings) -> str:
    """Of a picture on the sandbox, whose host is listed."""
    settings.X_MEDIA_HOSTS = [sandbox.url.removeprefix("http://")]
    sandbox.post_by_hand("Oakfield", "Beans", pictures=[Shown(drawn_picture())])
    key = sandbox.live()[0]["media"][0]["key"]
    return f"{sandbox.url}/media/{key}"


def trouble_of(address: str) -> str:
    with pytest.raises(NotFetched) as failed:
        media.fetch(address)
    return failed.value.trouble


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every name leads into the house; where a connection was tried, and none is made."""
    tried: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_: Any) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    inner = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inner)
    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def test_bytes_come_with_their_type(address: str) -> None:
    assert media.fetch(address) == Fetched(drawn_picture(), "image/jpeg")


@pytest.mark.parametrize(
    "address",
    [
        "http://pbs.twimg.com/media/a.jpg",
        "https://pbs.twimg.com.example.org/a.jpg",
        "https://example.org/pbs.twimg.com",
        "https://pbs.twimg.com:8443/a.jpg",
        "https://someone@pbs.twimg.com/a.jpg",
        "https://169.254.169.254/latest",
        "https://[::1]/a.jpg",
        "http://127.0.0.1:9/a.jpg",
        "ftp://pbs.twimg.com/a.jpg",
        "//pbs.twimg.com/a.jpg",
        "https://[pbs.twimg.com/a.jpg",
        "",
    ],
)
def test_any_other_address_is_not_allowed(
    address: str, settings: Settings, house: list[tuple[str, int]]
) -> None:
    settings.X_MEDIA_HOSTS = ["pbs.twimg.com"]

    assert trouble_of(address) == "not-allowed"
    assert house == []


@pytest.mark.faults
def test_listed_name_that_leads_into_the_house_is_not_connected_to(
    settings: Settings, house: list[tuple[str, int]]
) -> None:
    settings.X_MEDIA_HOSTS = ["pbs.twimg.com"]

    assert trouble_of(PBS) == "not-allowed"
    assert house == []


@pytest.mark.faults
def test_control_without_looking_where_a_name_leads_the_house_is_contacted(
    settings: Settings, house: list[tuple[str, int]]
) -> None:
    settings.X_MEDIA_HOSTS = ["pbs.twimg.com"]

    with patch.object(outward, "is_public", return_value=True):
        assert trouble_of(PBS) == "no-answer"
    assert house == [("10.0.0.1", 443)]


@pytest.mark.faults
def test_redirect_is_not_followed(address: str, sandbox: SandboxX) -> None:
    sandbox.plan_fault("redirect", operation="picture", location=f"{sandbox.url}/elsewhere")

    assert trouble_of(address) == "redirect"
    assert len(sandbox.requests()) == 1


@pytest.mark.parametrize("fault", ["missing", "gone"])
def test_picture_that_is_not_there_is_gone(address: str, sandbox: SandboxX, fault: str) -> None:
    sandbox.plan_fault(fault, operation="picture")

    with pytest.raises(Gone):
        media.fetch(address)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("truncated", "cut-short"),
        ("html", "wrong-type"),
        ("huge", "too-heavy"),
        ("503_after", "refused"),
        ("cut_before", "no-answer"),
    ],
)
def test_what_is_no_whole_picture_has_a_name(
    address: str, sandbox: SandboxX, fault: str, trouble: str
) -> None:
    sandbox.plan_fault(fault, operation="picture")

    assert trouble_of(address) == trouble


def test_no_token_and_no_cookie_travels_along(address: str, sandbox: SandboxX) -> None:
    media.fetch(address)

    [asked] = sandbox.requests("picture")
    assert asked["account"] == ""
