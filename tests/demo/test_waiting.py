import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsocial.demo import waiting
from schoolsocial.demo.telling import Trouble


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.create_server((waiting.LOOPBACK, 0)) as listening:
        yield int(listening.getsockname()[1])


def test_taken_port_is_named_with_how_to_choose_another(taken: int) -> None:
    with pytest.raises(Trouble) as told:
        waiting.refuse_taken(taken, choose="make demo PORT=8001")

    assert str(told.value) == (
        f"Port {taken} is taken by another program. Choose another: make demo PORT=8001"
    )


def test_free_port_is_not_refused() -> None:
    waiting.refuse_taken(waiting.free_port(), choose="")


def test_until_looks_again_until_it_is_ready() -> None:
    looks = iter([False, False, True])

    waiting.until(lambda: next(looks), seconds=10, what="The kettle")

    assert next(looks, None) is None


def test_until_names_what_was_waited_for() -> None:
    with pytest.raises(Trouble, match="The kettle was not ready after 0 seconds"):
        waiting.until(lambda: False, seconds=0, what="The kettle")


def test_answers_http_even_with_an_error_page() -> None:
    server = http.server.HTTPServer((waiting.LOOPBACK, 0), http.server.BaseHTTPRequestHandler)
    with server:
        threading.Thread(target=server.handle_request, daemon=True).start()

        assert waiting.answers_http(server.server_port)


def test_closed_port_does_not_answer_http() -> None:
    assert not waiting.answers_http(waiting.free_port())


def test_logged_looks_only_after_the_given_place(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    assert not waiting.logged(log, "ready")
    log.write_text("ready.\n")

    assert waiting.logged(log, "ready")
    assert not waiting.logged(log, "ready", after=len("ready.\n"))
