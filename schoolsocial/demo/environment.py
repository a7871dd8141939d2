"""The variables the demo's programs run under."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from schoolsocial.demo import servers
from schoolsocial.demo.waiting import LOOPBACK

_OWN_SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
_KEY_BYTES = 32


def variables(
    *, folder: Path, web_port: int, x_port: int, urls: Mapping[str, str]
) -> dict[str, str]:
    """The launcher's own variables, with every one the project reads set for the demo.

    The sandbox always stands in for X here: nothing a person has in their environment may make
    the demo write to the real one. ``urls`` are those of the servers.
    """
    sandbox = f"http://{LOOPBACK}:{x_port}"
    return {
        **os.environ,
        **urls,
        "DJANGO_SETTINGS_MODULE": "schoolsocial.settings",
        "PYTHONUNBUFFERED": "1",
        "DEBUG": "false",
        "SECRET_KEY": kept(folder / "secret_key", lambda: secrets.token_urlsafe(50)),
        "TOKEN_KEYS": "demo:" + kept(folder / "token_key", _token_key),
        "BACKUP_KEYS": "demo:" + kept(folder / "backup_key", _token_key),
        "PUSH_KEY": kept(folder / "push_key", _token_key),
        "PUSH_CONTACT": "mailto:demo@st-catherine.example",
        "ALLOWED_HOSTS": f"{LOOPBACK},localhost",
        "CSRF_TRUSTED_ORIGINS": "",
        "BASE_URL": f"http://{LOOPBACK}:{web_port}",
        "PRIVATE_ROOT": str(folder / "private"),
        "EMAIL_URL": "console:",
        "X_API_URL": sandbox,
        "X_PUBLIC_URL": sandbox,
        "X_MEDIA_HOSTS": f"{LOOPBACK}:{x_port}",
        "X_CLIENT_ID": "school-social-demo",
        "WEBHOOKS_MAY_BE_LOCAL": "true",
        "X_READ_MINUTES": "1",
    }


def restored(variables: Mapping[str, str], *, folder: Path, database: str) -> dict[str, str]:
    """The same for an installation that a backup was brought back to: tables and pictures of its
    own, and the witness of the one before, which is never restored.
    """
    return {
        **variables,
        "DATABASE_URL": servers.beside(variables["DATABASE_URL"], database),
        "PRIVATE_ROOT": str(folder / "restored"),
        "WITNESS_ROOT": str(folder / "witness"),
    }


def given() -> dict[str, str]:
    """The URLs of servers that the person brought along, by the names they have in settings."""
    return {name: os.environ[name] for name in _OWN_SERVERS if os.environ.get(name)}


def kept(path: Path, make: Callable[[], str]) -> str:
    """A secret made the first time and the same in every later run."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text()


def _token_key() -> str:
    return base64.b64encode(os.urandom(_KEY_BYTES)).decode()
