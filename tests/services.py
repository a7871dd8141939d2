"""A pytest plugin: the servers the tests run on, and what they may not run without.

``DATABASE_URL`` and ``REDIS_URL`` are used where they are set. Where not, embedded servers start
before Django reads its settings, and end with the run. Two runs at once do not meet.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsocial.demo import holding, servers
from schoolsocial.demo.processes import Processes

VAR = Path(__file__).resolve().parent.parent / "var" / "test"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Files that are thrown away need not survive a power cut."""
SETTINGS = {
    "DEBUG": "false",
    "SECRET_KEY": "a key for tests only, of no use anywhere else",
    "TOKEN_KEYS": "test:dGVzdHMgb25seSwgZXhhY3RseSAzMiBieXRlcyBub3c=",
    "PUSH_KEY": "cHVzaCBrZXkgb2YgdGhlIHRlc3RzLCBubyBvdGhlcnM=",
    "PUSH_CONTACT": "mailto:it@school.example",
    "PUSH_SERVICES": "127.0.0.1:9",
    "BASE_URL": "http://127.0.0.1:8000",
    "EMAIL_URL": "console:",
    "STATIC_MANIFEST": "false",
    "X_API_URL": "http://127.0.0.1:9",
    "X_PUBLIC_URL": "http://127.0.0.1:9",
    "X_MEDIA_HOSTS": "127.0.0.1:9",
}
"""Port 9 is closed: a test that reaches for X without a sandbox of its own fails."""
PURE = ("tests/policy/", "tests/house/", "tests/consent/", "tests/look/", "tests/sandbox/")
"""Rooms whose tests ask a server only by these fixtures or by the ``django_db`` mark."""
SHOWN = re.compile(
    r"tests/(look|help|today)/|tests/accounts/test_permission_matrix|_pages?\.py|/test_compose_"
)
"""What a page shows, and to whom, is found out once, and so is what follows from pressing there:
the tests in a browser ask the same queries of the other servers.
"""
BOTH = ("tests/demo/", "tests/deploy/", "tests/operations/", "tests/tenancy/")
"""Rooms that are about the servers themselves: tried on any there are."""
DATABASE = {"db", "transactional_db", "live_server", "owner", "django_db_setup"}
CHROMIUM = shutil.which("chromium")

_header = pytest.StashKey[list[str]]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Before pytest-django reads the settings, as a wrapper goes first."""
    running = contextlib.ExitStack()
    early_config.add_cleanup(running.close)
    early_config.stash[_header] = _start(running)
    yield


def pytest_report_header(config: pytest.Config) -> list[str]:
    return config.stash[_header]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--asking-servers",
        action="store_true",
        help="Only tests that may behave otherwise on another PostgreSQL or Redis",
    )
    parser.addoption(
        "--not-asking-servers",
        action="store_true",
        help="Only the others, and those that are to pass on every PostgreSQL and Redis",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("asking_servers"):
        _leave_out([item for item in items if _asks_no_server(item)], config, items)
    elif config.getoption("not_asking_servers"):
        asking = [item for item in items if not _asks_no_server(item)]
        _leave_out([item for item in asking if not item.nodeid.startswith(BOTH)], config, items)
    if CHROMIUM:
        return
    missing = pytest.mark.skip(reason="Chromium is not on this machine: apt-get install chromium")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(missing)


def _asks_no_server(item: pytest.Item) -> bool:
    """Whether it needs neither database nor broker, or would find the same on any of them."""
    if SHOWN.search(item.nodeid) or "client_of" in vars(getattr(item, "module", None) or object):
        return True
    asks = item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ()))
    return item.nodeid.startswith(PURE) and not asks


def _leave_out(these: list[pytest.Item], config: pytest.Config, items: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=these)
    gone = set(these)
    items[:] = [item for item in items if item not in gone]


def _start(running: contextlib.ExitStack) -> list[str]:
    """Set the variables of the run; the lines that say which servers it uses."""
    folder, lock = holding.first_free(VAR)
    running.callback(os.close, lock)
    processes = running.enter_context(Processes(kept_open=[lock]))
    os.environ |= {**SETTINGS, "PRIVATE_ROOT": str(folder / "private")}
    lines = []
    if given := os.environ.get("DATABASE_URL"):
        lines.append(f"PostgreSQL: {_without_password(given)} (DATABASE_URL)")
    else:
        place = servers.Place(folder / "postgres", folder / "postgres.log")
        os.environ["DATABASE_URL"] = servers.postgres(processes, place, FAST)
        lines.append("PostgreSQL: embedded")
    if given := os.environ.get("REDIS_URL"):
        lines.append(f"Redis: {_without_password(given)} (REDIS_URL)")
    else:
        place = servers.Place(folder / "valkey", folder / "valkey.log")
        os.environ["REDIS_URL"] = servers.valkey(processes, place)
        lines.append("Redis: embedded Valkey")
    return lines


def _without_password(url: str) -> str:
    return url.rpartition("@")[2]
