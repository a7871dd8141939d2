"""Posting to an address that somebody typed: not into the house, not elsewhere, not for long."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

import pytest

from schoolsocial import outward
from schoolsocial.api import outgoing, standard_webhooks
from schoolsocial.api.outgoing import Outcome
from tests.api.receiver import Receiver, receiving

HEADERS = {"webhook-id": "m", "webhook-timestamp": "1", "webhook-signature": "v1,x"}
Names = Callable[[dict[str, list[str]]], None]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as listening:
        yield listening


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Says what each look-up of a name answers, one after the other; the last one stays."""

    def set_up(answers: dict[str, list[str]]) -> None:
        def look_up(host: str, port: int, **_: Any) -> list[Any]:
            known = answers[host]
            found = known.pop(0) if len(known) > 1 else known[0]
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found.split()
            ]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    return set_up


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where a connection was tried; none is made."""
    tried: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_: Any) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def post(address: str, *, local: bool = False, seconds: float = 5) -> Outcome:
    return outgoing.post(address, b"{}", HEADERS, may_be_local=local, seconds=seconds)


INNER = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2001::1",
]


@pytest.mark.parametrize("inner", INNER)
def test_inner_address_is_none_of_the_open_internet(inner: str) -> None:
    assert not outward.is_public(ip_address(inner))


@pytest.mark.parametrize("outer", ["8.8.8.8", "81.2.69.144", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_outer_address_is(outer: str) -> None:
    assert outward.is_public(ip_address(outer))


@pytest.mark.parametrize("inner", [one for one in INNER if ":" not in one])
def test_name_that_leads_into_the_house_is_not_connected_to(
    names: Names, calls: list[tuple[str, int]], inner: str
) -> None:
    names({"www.example.org": [inner]})

    assert post("https://www.example.org/hook") == Outcome(None, "not-allowed")
    assert calls == []


def test_one_inner_address_among_outer_ones_is_one_too_many(
    names: Names, calls: list[tuple[str, int]]
) -> None:
    names({"www.example.org": ["81.2.69.144 10.0.0.1"]})

    assert post("https://www.example.org/hook").trouble == "not-allowed"
    assert calls == []


def test_name_that_changes_its_story_is_asked_once(
    names: Names, calls: list[tuple[str, int]]
) -> None:
    """What was looked at is what is connected to."""
    names({"www.example.org": ["81.2.69.144", "127.0.0.1"]})

    post("https://www.example.org/hook")

    assert calls == [("81.2.69.144", 443)]


@pytest.mark.parametrize(
    "address",
    ["http://www.example.org/", "https://www.example.org:8443/", "ftp://www.example.org/", "x"],
)
def test_only_https_on_its_own_port_is_spoken(
    names: Names, calls: list[tuple[str, int]], address: str
) -> None:
    names({"www.example.org": ["81.2.69.144"], "": ["81.2.69.144"]})

    assert post(address).trouble == "not-allowed"
    assert calls == []


def test_loopback_is_for_trying_out_only(receiver: Receiver) -> None:
    """With the setting and without: the same address."""
    assert post(receiver.address).trouble == "not-allowed"
    assert receiver.taken == []
    assert post(receiver.address, local=True) == Outcome(204)
    assert len(receiver.taken) == 1


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_2xx_has_arrived(receiver: Receiver, status: int) -> None:
    receiver.status = status

    assert post(receiver.address, local=True).arrived


@pytest.mark.parametrize(
    ("status", "trouble"), [(400, "refused"), (410, "refused"), (503, "refused")]
)
def test_anything_else_has_not(receiver: Receiver, status: int, trouble: str) -> None:
    receiver.status = status

    assert post(receiver.address, local=True) == Outcome(status, trouble)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirect_is_not_followed(receiver: Receiver, status: int) -> None:
    with receiving() as elsewhere:
        receiver.status, receiver.location = status, elsewhere.address

        assert post(receiver.address, local=True) == Outcome(status, "redirect")
        assert elsewhere.taken == []


@pytest.mark.parametrize("drips", [True, False])
def test_receiver_who_takes_too_long_is_cut_off(receiver: Receiver, *, drips: bool) -> None:
    """Whether silent or a byte at a time, which no time-out between bytes would ever end."""
    receiver.drips = drips
    if not drips:
        receiver.go_on.clear()

    outcome = post(receiver.address, local=True, seconds=0.5)

    assert outcome == Outcome(None, "too-slow")


def test_nobody_listening_is_told_apart_from_no_such_name(names: Names) -> None:
    with receiving() as gone:
        address = gone.address

    assert post(address, local=True).trouble == "no-answer"
    assert outgoing.post("http://no-such-name.invalid/", b"", {}, may_be_local=True).trouble in {
        "no-such-name",
        "no-answer",
    }


def test_certificate_nobody_vouches_for_is_refused(receiver: Receiver) -> None:
    """Something that speaks no TLS stands for it: the handshake does not end well."""
    outcome = post(receiver.address.replace("http://", "https://"), local=True)

    assert outcome.trouble in {"certificate", "no-answer"}
    assert receiver.taken == []


def test_certificate_is_asked_for_in_the_name_that_was_typed(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And by Python's own defaults, which check it."""
    asked: list[Any] = []

    def wrap(self: ssl.SSLContext, plain: socket.socket, **given: Any) -> None:
        asked.append((self.verify_mode, self.check_hostname, given["server_hostname"]))
        raise ssl.SSLError

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)

    outcome = post(receiver.address.replace("http://", "https://"), local=True)

    assert asked == [(ssl.CERT_REQUIRED, True, "127.0.0.1")]
    assert outcome.trouble == "certificate"


def test_signature_is_that_of_the_standards_own_example() -> None:
    """The example of the specification, standardwebhooks.com."""
    body = b'{"test": 2432232314}'
    headers = standard_webhooks.headers(
        message="msg_p5jXN8AQM9LWM0D4loKWxJek",
        at=datetime.fromtimestamp(1614265330, UTC),
        body=body,
        secrets_in_use=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secrets_are_long_and_never_twice_the_same() -> None:
    one, another = standard_webhooks.new_secret(), standard_webhooks.new_secret()

    assert one != another
    assert one.startswith("whsec_")
    assert len(one) == len("whsec_") + 44
