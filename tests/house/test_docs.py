"""Documents in step with the code; dependencies with reasons; locks without addresses."""

import json
import re
from pathlib import Path

import pytest

from tests.house.sources import FOLDERS, ROOT

SETTINGS = (ROOT / "schoolsocial" / "settings.py").read_text()
READ = set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", SETTINGS))
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def in_backticks(document: str) -> set[str]:
    """The first cell of each row of the document's tables."""
    return set(re.findall(r"^\| `([^` ]+)", (ROOT / "docs" / document).read_text(), re.MULTILINE))


def commands() -> set[str]:
    """Our own management commands."""
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("commands/*.py"))
    return {path.stem for path in found if path.stem != "__init__"}


def test_every_setting_is_documented_and_none_besides() -> None:
    assert in_backticks("settings.md") == READ


def test_every_command_is_documented_and_none_besides() -> None:
    assert in_backticks("commands.md") == commands()


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text().split("[tool.")[0].splitlines()
    packages = [line for line in lines if re.match(r'\s+"[a-z]', line)]

    assert len(packages) > 30
    assert [line for line in packages if not re.search(r"#\s+\w+", line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()

    pinned = re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)
    assert len(pinned) <= text.count("--hash=sha256:")
    assert "://" not in text
    assert "index-url" not in text


def test_lock_of_the_browser_files_has_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in packages.items() if name)


def test_documents_link_to_files_that_are_there() -> None:
    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text())
        if not Path(document.parent, target).exists()
    ]

    assert broken == []
