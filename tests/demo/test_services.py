"""The pytest plugin that brings the servers, run in a pytest of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BROWSING = "import pytest\n@pytest.mark.browser\ndef test_journey(): raise AssertionError('ran')\n"
SHOWING = (
    "import os\ndef test_shows(): print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'])\n"
)


def run(folder: Path, test: str, **variables: str) -> str:
    """What pytest prints for one test file, outside Django, on servers of the ``variables``."""
    (folder / "test_it.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = browser: in a browser\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "tests.services", "-rs"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    ended = subprocess.run(
        [*command, "-s", str(folder)],
        cwd=folder,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.stdout


def test_browser_tests_are_skipped_with_a_line_where_there_is_no_chromium(tmp_path: Path) -> None:
    printed = run(tmp_path, BROWSING, PATH=str(tmp_path))

    assert "Chromium is not on this machine: apt-get install chromium" in printed
    assert "1 skipped" in printed


@pytest.mark.skipif(
    not Path("/usr/bin/chromium").exists(), reason="Chromium is not on this machine"
)
def test_browser_tests_run_where_there_is_chromium(tmp_path: Path) -> None:
    assert "1 failed" in run(tmp_path, BROWSING, PATH="/usr/bin:/bin")


def test_given_servers_are_used_and_named_without_their_password(tmp_path: Path) -> None:
    given = {"DATABASE_URL": "postgres://me:secret@db/one", "REDIS_URL": "redis://:hush@bell/0"}

    printed = run(tmp_path, SHOWING, **given)

    assert "PostgreSQL: db/one (DATABASE_URL)" in printed
    assert "Redis: bell/0 (REDIS_URL)" in printed
    assert "postgres://me:secret@db/one redis://:hush@bell/0" in printed


def test_two_runs_at_once_have_servers_of_their_own(tmp_path: Path) -> None:
    printed = run(tmp_path, SHOWING, DATABASE_URL="", REDIS_URL="")

    assert "PostgreSQL: embedded\nRedis: embedded Valkey" in printed
    assert "%2Fvar%2Ftest%2F" in printed
    assert os.environ["DATABASE_URL"] not in printed
    assert os.environ["REDIS_URL"] not in printed
