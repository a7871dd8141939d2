"""Where figures are told: on a private address, or not at all."""

import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from schoolsocial.operations.metrics import serving

PUBLIC = ["0.0.0.0", "::", "8.8.8.8", "2001:4860:4860::8888"]


@pytest.mark.parametrize("host", PUBLIC)
def test_public_address_is_refused(host: str, tmp_path: Path) -> None:
    with pytest.raises(serving.PublicAddress, match="may be reached from anywhere"):
        serving.server(host, 0, tmp_path)


def test_public_address_is_taken_where_somebody_wants_it(tmp_path: Path) -> None:
    with serving.server("0.0.0.0", 0, tmp_path, may_be_public=True) as server:
        assert server.server_address[0] == "0.0.0.0"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_private(host: str, tmp_path: Path) -> None:
    with serving.server(host, 0, tmp_path) as server:
        assert server.server_port


@pytest.mark.parametrize("address", ["10.1.2.3", "172.18.0.4", "192.168.7.9", "fd00::7"])
def test_address_of_an_inner_network_is_private(address: str) -> None:
    assert serving._is_private(address)


def test_name_that_leads_outside_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def looked_up(*_asked: Any, **_how: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("198.41.0.4", 9464))]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)

    with pytest.raises(serving.PublicAddress):
        serving.server("metrics", 9464, tmp_path)


def test_command_without_a_port_says_what_to_set() -> None:
    with pytest.raises(CommandError, match="Set METRICS_PORT"):
        call_command("metrics")


@pytest.mark.parametrize(
    ("host", "said"), [("0.0.0.0", "METRICS_MAY_BE_PUBLIC"), ("nowhere.invalid", "Name|resolution")]
)
def test_command_refuses_an_address_in_one_line(
    settings: Settings, tmp_path: Path, host: str, said: str
) -> None:
    settings.METRICS_PORT, settings.METRICS_HOST = 9464, host
    settings.METRICS_ROOT = tmp_path

    with pytest.raises(CommandError, match=said):
        call_command("metrics")


def test_port_that_is_taken_is_said(settings: Settings, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.METRICS_PORT = taken.getsockname()[1]
        settings.METRICS_ROOT = tmp_path

        with pytest.raises(CommandError, match="in use"):
            call_command("metrics")
