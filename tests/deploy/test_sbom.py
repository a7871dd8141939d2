"""The list of all that is inside names every package that the locks do."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.deploy.conftest import ROOT


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sbom") / "sbom.cdx.json"
    subprocess.run(
        [sys.executable, str(ROOT / "deploy" / "sbom.py"), str(path)], check=True, timeout=60
    )
    return path.read_text()


@pytest.fixture(scope="module")
def sbom(written: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(written)
    return told


def listed(sbom: dict[str, Any], kind: str) -> set[str]:
    addresses = (part["purl"] for part in sbom["components"])
    return {one.removeprefix(kind) for one in addresses if one.startswith(kind)}


def test_sbom_is_valid_cyclonedx(written: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_every_locked_python_package_is_in(sbom: dict[str, Any]) -> None:
    pinned = re.findall(
        r"^([a-z0-9._-]+)(?:\[.*?\])?==([^\s;\\]+)",
        (ROOT / "requirements.lock").read_text(),
        re.MULTILINE,
    )

    assert len(pinned) > 50
    assert listed(sbom, "pkg:pypi/") == {f"{name}@{version}" for name, version in pinned}


def test_every_locked_browser_package_is_in(sbom: dict[str, Any]) -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    names = {
        f"{place.removeprefix('node_modules/').replace('@', '%40')}@{package['version']}"
        for place, package in packages.items()
        if place
    }

    assert names
    assert listed(sbom, "pkg:npm/") == names


def test_every_part_has_a_hash(sbom: dict[str, Any]) -> None:
    assert [part["name"] for part in sbom["components"] if not part.get("hashes")] == []


def test_it_is_the_list_of_this_release(sbom: dict[str, Any]) -> None:
    assert sbom["metadata"]["component"]["name"] == "schoolsocial"
    assert sbom["bomFormat"] == "CycloneDX"


def test_make_knows_the_way() -> None:
    assert "deploy/sbom.py var/sbom.cdx.json" in (ROOT / "Makefile").read_text()
