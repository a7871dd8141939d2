import hashlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pytest_django import Settings

BREACHED = "eleven tame walruses"


class BreachList(BaseHTTPRequestHandler):
    """Answers as the public range service does, knowing one password."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        digest = hashlib.sha1(BREACHED.encode()).hexdigest().upper()
        lines = f"{'0' * 35}:3\r\n{digest[5:]}:17\r\n" if self.path[-5:] == digest[:5] else ""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(lines.encode())

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Silent."""


@pytest.fixture
def breach_list(settings: Settings) -> Iterator[type[BreachList]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BreachList)
    Thread(target=server.serve_forever).start()
    settings.BREACH_CHECK_URL = f"http://127.0.0.1:{server.server_port}/range/"
    BreachList.asked.clear()
    yield BreachList
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123456!",
        "P@ssw0rd!2026!",
        "!!!123sunshine321!!!",
        "liverpoolliverpool",
        "123456123456",
        "M1chael-2026-!!",
        "SchoolSocial2026",
        "!!Head-Teacher!!2026",
        "S@f3guarding-2027",
    ],
)
def test_a_common_password_dressed_up_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["seven grey otters swimming", "Kp4-vRt9-mWz2", "été à Sète 12"]
)
def test_an_uncommon_password_passes(password: str) -> None:
    validate_password(password)


def test_eleven_characters_are_too_few() -> None:
    with pytest.raises(ValidationError, match="too short"):
        validate_password("Kp4-vRt9-mW")


def test_a_listed_password_is_refused(breach_list: type[BreachList]) -> None:
    with pytest.raises(ValidationError, match="published breach"):
        validate_password(BREACHED)


def test_an_unlisted_password_passes_the_list(breach_list: type[BreachList]) -> None:
    validate_password("seven grey otters swimming")


def test_only_five_characters_of_the_digest_leave_the_house(breach_list: type[BreachList]) -> None:
    validate_password("seven grey otters swimming")

    (asked,) = breach_list.asked
    assert len(asked.removeprefix("/range/")) == 5


def test_a_list_that_does_not_answer_holds_nobody_up(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.BREACH_CHECK_URL = "http://127.0.0.1:9/range/"

    validate_password(BREACHED)

    assert "its part is skipped" in caplog.text
    assert BREACHED not in caplog.text


def test_a_list_that_leads_elsewhere_is_not_followed(settings: Settings) -> None:
    asked: list[str] = []

    class Elsewhere(BreachList):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever).start()
    settings.BREACH_CHECK_URL = f"http://127.0.0.1:{server.server_port}/range/"

    validate_password("seven grey otters swimming")

    server.shutdown()
    server.server_close()
    assert len(asked) == 1


def test_nothing_is_asked_where_no_list_is_set(settings: Settings) -> None:
    assert settings.BREACH_CHECK_URL == ""

    validate_password(BREACHED)
