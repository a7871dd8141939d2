"""A backup tells no token, sealed or opened: what opens tokens is not in it. Nor do settings, where
they are shown.
"""

import base64
from pathlib import Path

import pytest
from django.core.management import call_command
from django.views.debug import SafeExceptionReporterFilter
from pytest_django import Settings

from moderation.drafts.models import Post
from schoolsocial.operations.backup import chunks, keys
from tests.fixtures.sandbox import SandboxX
from tests.x.leaking import APP_SECRET, forms_of, sealed_of, secrets_of


@pytest.fixture(autouse=True)
def app_secret(settings: Settings) -> None:
    settings.X_CLIENT_SECRET = APP_SECRET


def keys_of(settings: Settings) -> list[bytes]:
    """All that opens something, as the settings hold it and as the bytes it stands for."""
    texts = [*settings.TOKEN_KEYS.values(), *settings.BACKUP_KEYS.values()]
    return [
        settings.SECRET_KEY.encode(),
        *(text.encode() for text in texts),
        *(base64.b64decode(text) for text in texts),
    ]


def written(folder: Path) -> bytes:
    """What ``manage.py backup`` leaves on the disk."""
    call_command("backup", str(folder / "night"))
    return (folder / "night").read_bytes()


def opened(folder: Path) -> bytes:
    """The same, for whoever has its key."""
    with (folder / "night").open("rb") as file:
        return b"".join(chunks.opened(file, keys.known()))


def found_in(told: bytes, secrets: list[bytes]) -> list[bytes]:
    return [form for secret in secrets for form in forms_of(secret) if form in told]


@pytest.mark.django_db(transaction=True)
def test_backup_shows_neither_token_nor_what_is_kept_instead_nor_a_key(
    installation: Post, sandbox: SandboxX, tmp_path: Path, settings: Settings
) -> None:
    tokens = [one.encode() for one in secrets_of(sandbox)]

    file = written(tmp_path)

    assert len(tokens) >= 3
    assert found_in(file, [*tokens, *sealed_of(installation.school), *keys_of(settings)]) == []


@pytest.mark.django_db(transaction=True)
def test_backup_that_somebody_opened_opens_no_account(
    installation: Post, sandbox: SandboxX, tmp_path: Path, settings: Settings
) -> None:
    tokens = [one.encode() for one in secrets_of(sandbox)]
    written(tmp_path)

    inside = opened(tmp_path)

    assert found_in(inside, [*tokens, *keys_of(settings)]) == []


@pytest.mark.django_db(transaction=True)
def test_control_what_is_inside_a_backup_would_be_found(installation: Post, tmp_path: Path) -> None:
    """The tokens' ciphertext is inside, as it has to be, and is seen once the file is open."""
    sealed = sealed_of(installation.school)
    written(tmp_path)

    assert len(sealed) == 2
    assert found_in(opened(tmp_path), sealed) == [one.hex().encode() for one in sealed]


def test_settings_as_an_error_shows_them_tell_no_key(settings: Settings) -> None:
    """Django's own list of settings, which it adds to a page or mail about an error."""
    shown = str(SafeExceptionReporterFilter().get_safe_settings())

    assert "X_CLIENT_SECRET" in shown
    assert found_in(shown.encode(), [APP_SECRET.encode(), *keys_of(settings)]) == []
    assert [key for key in keys_of(settings) if str(key)[2:-1] in shown] == []


def test_control_a_setting_that_is_not_known_for_a_secret_would_show(settings: Settings) -> None:
    settings.X_SCOPES = APP_SECRET

    shown = str(SafeExceptionReporterFilter().get_safe_settings())

    assert found_in(shown.encode(), [APP_SECRET.encode()]) == [APP_SECRET.encode()]
