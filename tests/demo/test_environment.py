import base64
import stat
from pathlib import Path

import pytest

from schoolsocial.demo import environment
from schoolsocial.web_push import keys

URLS = {"DATABASE_URL": "postgres://here/one", "REDIS_URL": "redis://here/0"}


def variables(folder: Path) -> dict[str, str]:
    return environment.variables(folder=folder, web_port=8000, x_port=8090, urls=URLS)


def test_real_x_is_out_of_reach_whatever_the_person_has_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("X_API_URL", "https://x.example")
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example")

    found = variables(tmp_path)

    assert found["X_API_URL"] == found["X_PUBLIC_URL"] == "http://127.0.0.1:8090"
    assert found["EMAIL_URL"] == "console:"
    assert "https://x.example" not in found.values()


def test_secrets_are_the_same_in_the_next_run(tmp_path: Path) -> None:
    first, second = variables(tmp_path), variables(tmp_path)

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["TOKEN_KEYS"] == second["TOKEN_KEYS"]
    assert first["PUSH_KEY"] == second["PUSH_KEY"]


def test_secrets_differ_from_place_to_place(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()

    here, there = variables(tmp_path / "here"), variables(tmp_path / "there")

    assert here["SECRET_KEY"] != there["SECRET_KEY"]


def test_secrets_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    variables(tmp_path)

    modes = [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()]

    assert modes == [0o600] * 4


def test_token_key_is_one_the_settings_take(tmp_path: Path) -> None:
    name, _, key = variables(tmp_path)["TOKEN_KEYS"].partition(":")

    assert name == "demo"
    assert len(base64.b64decode(key, validate=True)) == 32


def test_push_key_is_one_the_software_takes(tmp_path: Path) -> None:
    assert len(keys.server_key(variables(tmp_path)["PUSH_KEY"]).public) == 87


def test_given_servers_are_only_those_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgres://mine/one")
    monkeypatch.setenv("REDIS_URL", "")

    assert environment.given() == {"DATABASE_URL": "postgres://mine/one"}


def test_restored_installation_has_its_own_rows_and_pictures_and_the_old_witness(
    tmp_path: Path,
) -> None:
    before = variables(tmp_path)

    after = environment.restored(before, folder=tmp_path, database="restored")

    assert {name for name in after if after[name] != before.get(name)} == {
        "DATABASE_URL",
        "PRIVATE_ROOT",
        "WITNESS_ROOT",
    }
    assert after["DATABASE_URL"] == "postgres://here/restored"
    assert after["WITNESS_ROOT"] == str(Path(before["PRIVATE_ROOT"]).parent / "witness")
