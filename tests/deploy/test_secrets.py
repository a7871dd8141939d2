import base64
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from schoolsocial.web_push import keys
from tests.deploy.conftest import ROOT


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    return make(tmp_path / "secrets")


def make(folder: Path) -> Path:
    subprocess.run(
        ["sh", str(ROOT / "deploy" / "make-secrets.sh"), str(folder)],
        check=True,
        capture_output=True,
        timeout=30,
    )
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_every_secret_of_the_compose_file_is_made(secrets: Path, compose: dict[str, Any]) -> None:
    assert set(compose["secrets"]) <= {path.name for path in secrets.iterdir()}


def test_secrets_are_left_as_they_are_by_a_second_run(secrets: Path) -> None:
    before = contents(secrets)

    make(secrets)

    assert contents(secrets) == before


def test_secrets_differ_from_place_to_place(secrets: Path, tmp_path: Path) -> None:
    other = contents(make(tmp_path / "other"))

    same = {name for name, text in contents(secrets).items() if other[name] == text}

    assert same == {"email_url", "x_client_secret"}


def test_folder_is_shut_to_other_users(secrets: Path) -> None:
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700


def test_urls_carry_the_passwords_of_their_roles(secrets: Path) -> None:
    found = contents(secrets)

    assert urlsplit(found["database_url"]).password == found["login_password"]
    assert urlsplit(found["database_owner_url"]).password == found["owner_password"]
    assert found["redis_conf"] == f"requirepass {urlsplit(found['redis_url']).password}"


def test_token_key_is_one_the_software_takes(secrets: Path) -> None:
    name, _, key = (secrets / "token_keys").read_text().partition(":")

    assert name == "first"
    assert len(base64.b64decode(key, validate=True)) == 32


def test_push_key_is_one_the_software_takes(secrets: Path) -> None:
    assert len(keys.server_key((secrets / "push_key").read_text()).public) == 87


def test_settings_read_every_secret_from_its_file(
    secrets: Path, services: dict[str, dict[str, Any]]
) -> None:
    variables = {
        name: value.replace("/run/secrets", str(secrets))
        for name, value in services["migrate"]["environment"].items()
        if name.endswith("_FILE")
    }
    show = (
        "from schoolsocial import settings as s; print(s.SECRET_KEY, s.REDIS_URL, "
        "s.DATABASES['default']['USER'], s.DATABASES['owner']['USER'], *s.TOKEN_KEYS, s.PUSH_KEY)"
    )
    found = contents(secrets)

    printed = subprocess.run(
        [sys.executable, "-c", show],
        env={"PATH": os.environ["PATH"], **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.split()

    assert printed == [
        found["secret_key"],
        found["redis_url"],
        "schoolsocial_login",
        "schoolsocial_owner",
        "first",
        found["push_key"],
    ]
