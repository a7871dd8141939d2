"""What a browser is told with every answer, and what holds once the site is reached over HTTPS."""

import json
import logging
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as settings_of_the_tests
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from pytest_django import Settings

from schoolsocial.accounts.models import Person, School
from schoolsocial.log_lines import JsonLine, Line
from tests.cast import client_of
from tests.house.sources import ROOT

ANYWHERE = [
    "/account/login/",
    "/roles/",
    "/no-such-page/",
    "/live",
    "/api/v1/me",
    "/api/v1/nothing",
]
STATIC = ["/static/js/theme.js", "/static/img/logo.svg"]
SHOW = """
import json
from schoolsocial import settings
plain = (str, int, list, dict)
told = {name: value for name, value in vars(settings).items() if isinstance(value, plain)}
print(json.dumps({name: value for name, value in told.items() if name.isupper()}, default=str))
"""


@pytest.fixture(scope="module")
def secure() -> dict[str, Any]:
    """The settings of an installation whose address begins with https and that says no more."""
    told = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "none",
        "DATABASE_URL": "postgres://127.0.0.1/none",
        "BASE_URL": "https://social.example",
    }
    printed = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    return dict(json.loads(printed))


def test_cookies_are_for_https_and_this_host_alone(secure: dict[str, Any]) -> None:
    assert secure["SESSION_COOKIE_SECURE"]
    assert secure["CSRF_COOKIE_SECURE"]
    assert secure["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert secure["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert secure["SESSION_COOKIE_SAMESITE"] == secure["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert secure["CSRF_COOKIE_HTTPONLY"]
    assert "SESSION_COOKIE_HTTPONLY" not in secure


def test_browser_keeps_to_https_for_a_year(secure: dict[str, Any]) -> None:
    assert secure["SECURE_SSL_REDIRECT"]
    assert secure["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert secure["SECURE_HSTS_INCLUDE_SUBDOMAINS"]


def test_nothing_is_shown_of_an_error_unless_asked_for(secure: dict[str, Any]) -> None:
    assert secure["DEBUG"] is False


def test_passwords_are_hashed_slowly(secure: dict[str, Any]) -> None:
    assert "PASSWORD_HASHERS" not in secure
    assert PBKDF2PasswordHasher.algorithm == "pbkdf2_sha256"
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_lines_go_to_the_standard_output_of_a_process_alone(secure: dict[str, Any]) -> None:
    handlers = secure["LOGGING"]["handlers"]

    assert [each["class"] for each in handlers.values()] == ["logging.StreamHandler"]


def test_answer_over_https_keeps_the_browser_to_it(db: None, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True

    answer = Client().get("/account/login/", secure=True)

    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_page_over_plain_http_is_sent_to_https(db: None, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    answer = Client().get("/account/login/")

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/account/login/")


@pytest.mark.parametrize("path", ANYWHERE + STATIC)
def test_answer_says_what_a_browser_may_do_with_it(db: None, path: str) -> None:
    answer = Client().get(path)
    answer.close()

    policy = answer["Content-Security-Policy"]
    for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'"):
        assert part in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in f"{policy};"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ANYWHERE)
def test_answer_says_what_it_is_and_how_it_is_written(db: None, path: str) -> None:
    answer = Client().get(path)

    kind = answer["Content-Type"]
    assert kind.startswith(("text/html; charset=utf-8", "application/json", "application/problem"))


@pytest.mark.parametrize("path", ANYWHERE[:-1])
def test_nothing_is_traced(db: None, path: str) -> None:
    answer = Client().trace(path, headers={"X-Sent": "zebra"})

    assert answer.status_code in {404, 405}
    assert b"zebra" not in answer.content


@pytest.mark.parametrize(
    "path", ["/static/", "/static/js/", "/.git/config", "/static/../manage.py"]
)
def test_no_folder_is_listed_and_nothing_beside_them_served(db: None, path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code in {302, 404}
    assert b"photos.js" not in answer.content


@pytest.mark.parametrize("path", ["posts", "drafts", "incidents"])
def test_number_beyond_all_measure_is_a_missing_page(
    school: School, head: Person, path: str
) -> None:
    assert client_of(head).get(f"/{school.slug}/{path}/{10**30}/").status_code == 404


def test_refused_page_is_in_the_log(
    school: School, teacher: Person, caplog: pytest.LogCaptureFixture
) -> None:
    client_of(teacher).get(f"/{school.slug}/people/")

    found = [one for one in caplog.records if one.name == "django.request"]
    assert [getattr(one, "status_code", 0) for one in found] == [403]


def test_what_is_told_begins_no_second_line(caplog: pytest.LogCaptureFixture) -> None:
    chosen = settings_of_the_tests.LOGGING["formatters"]["line"]
    caplog.handler.setFormatter(Line(chosen["format"], chosen["datefmt"]))
    with caplog.at_level("INFO"):
        logging.getLogger("x").info("one\r\n2026 INFO forged %s", "\u2028two")

    assert len(caplog.text.splitlines()) == 1


def test_line_says_its_time_with_the_zone(caplog: pytest.LogCaptureFixture) -> None:
    chosen = settings_of_the_tests.LOGGING["formatters"]["line"]
    caplog.handler.setFormatter(Line(chosen["format"], chosen["datefmt"]))
    with caplog.at_level("INFO"):
        logging.getLogger("x").info("one")

    assert caplog.text[:24].endswith(("+0000", "+0100"))


def test_json_lines_tell_utc() -> None:
    line = JsonLine().format(logging.LogRecord("x", 20, "", 0, "one", (), None))

    assert json.loads(line)["at"].endswith("+00:00")
