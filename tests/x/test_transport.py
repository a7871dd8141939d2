import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest
import requests

from schoolsocial.x import errors, transport
from schoolsocial.x.client import SignatureCoversHost, XClient
from schoolsocial.x.credentials import OAuth1User, OAuth2User
from tests.fixtures.sandbox import SandboxAccount, SandboxX

pytestmark = pytest.mark.faults

SIGNED = OAuth1User("consumer", "consumer-secret", "access", "access-secret")


@pytest.fixture
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """A listener that must not be contacted, and what it received all the same."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)

        def listen() -> None:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                return
            with connection:
                received.append(connection.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/2/tweets", received
        thread.join()


def test_redirect_target_is_never_contacted(
    client: XClient, sandbox: SandboxX, trap: tuple[str, list[bytes]]
) -> None:
    address, received = trap
    sandbox.plan_fault("redirect", location=address)

    with pytest.raises(errors.OutcomeUnknown) as caught:
        client.create_post("Choir at three.")

    assert caught.value.status == 307
    assert received == []


def test_control_following_a_redirect_sends_the_post_twice(
    sandbox: SandboxX, oakfield: SandboxAccount
) -> None:
    sandbox.plan_fault("redirect", location=f"{sandbox.url}/2/tweets")

    requests.post(
        f"{sandbox.url}/2/tweets",
        json={"text": "Choir at three."},
        headers={"Authorization": f"Bearer {oakfield.access_token}"},
        timeout=5,
    )

    assert len(sandbox.requests("create")) == 2


def test_refused_connection_is_not_sent(sandbox: SandboxX, client: XClient) -> None:
    sandbox.server.stop()

    with pytest.raises(errors.NotSent) as caught:
        client.create_post("Choir at three.")

    assert caught.value.status is None


def test_tls_failure_is_not_sent(sandbox: SandboxX, oakfield: SandboxAccount) -> None:
    address = sandbox.url.replace("http://", "https://")
    client = XClient(OAuth2User(oakfield.access_token), api_url=address)

    with pytest.raises(errors.NotSent):
        client.create_post("Choir at three.")

    assert sandbox.requests() == []


@pytest.mark.parametrize("token", ["token\nX-Evil: yes", "tokén", "token✓"])
def test_token_that_no_header_can_hold_is_not_sent(sandbox: SandboxX, token: str) -> None:
    client = XClient(OAuth2User(token), api_url=sandbox.url)

    with pytest.raises(errors.NotSent) as caught:
        client.create_post("Choir at three.")

    assert str(caught.value).endswith("Is the access token whole?")
    assert sandbox.requests() == []


def test_no_connection_is_used_twice_even_if_x_offers_it() -> None:
    peers = []
    body = b'{"data": {"id": "1790", "text": "Choir"}}'
    head = f"HTTP/1.1 201 Created\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    class KeepsOpen(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            peers.append(self.client_address)
            while self.request.recv(65536):
                self.request.sendall(head + body)

    with Server(("127.0.0.1", 0), KeepsOpen) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        client = XClient(OAuth2User("t"), api_url=f"http://127.0.0.1:{server.server_address[1]}")
        client.create_post("Choir")
        client.create_post("Choir")
        server.shutdown()

    assert len(peers) == 2


def test_each_request_asks_to_close_the_connection(client: XClient, sandbox: SandboxX) -> None:
    client.create_post("Choir at three.")

    assert sandbox.requests("create")[0]["headers"]["connection"] == "close"


def test_netrc_does_not_replace_the_token(
    client: XClient,
    sandbox: SandboxX,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))

    client.create_post("Choir at three.")

    assert sandbox.requests("create")[0]["headers"]["authorization"].startswith("Bearer ")


def test_proxy_setting_does_not_catch_the_stand_in(
    client: XClient, sandbox: SandboxX, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    client.create_post("Choir at three.")

    assert len(sandbox.live()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://api.x.com",
        "http://192.168.1.4:8090",
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@example.org",
        "http://127.0.0.1:8090/else",
        "ftp://127.0.0.1",
        "",
    ],
)
def test_tokens_go_nowhere_but_to_x_and_loopback(url: str) -> None:
    with pytest.raises(transport.UntrustedAddress, match="neither X"):
        XClient(OAuth2User("token"), api_url=url)


@pytest.mark.parametrize(
    "url",
    ["https://api.x.com", "https://api.twitter.com/", "http://[::1]:80", "http://localhost:1"],
)
def test_trusted_base_drops_the_last_slash(url: str) -> None:
    assert transport.trusted_base(url) == url.rstrip("/")


def test_oauth1_refuses_a_stand_in(sandbox: SandboxX) -> None:
    with pytest.raises(SignatureCoversHost):
        XClient(SIGNED, api_url=sandbox.url)


def test_oauth1_is_accepted_for_x_itself() -> None:
    client = XClient(SIGNED, api_url="https://api.x.com")

    assert isinstance(client, XClient)
