"""``make sbom``: everything that is inside, as CycloneDX, from the two locks and nothing else.

What is installed on the machine that writes it does not matter: the locks are what a release is
built from. Each part has its package URL and the hashes that the lock holds.
"""

import base64
import binascii
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def python_parts(lock: str) -> Iterator[Component]:
    """Each package of a requirements file with hashes."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock):
        if found := _PINNED.match(block):
            yield _part("pypi", "", found["name"], found["version"], _sha256(block))


def browser_parts(lock: str) -> Iterator[Component]:
    """Each package of npm's lock."""
    for place, package in json.loads(lock)["packages"].items():
        if not place:
            continue
        whole = place.rpartition("node_modules/")[2]
        scope, _, name = whole.rpartition("/")
        hashes = _integrity(package.get("integrity", ""))
        yield _part("npm", scope, name, package["version"], hashes)


def bill(root: Path) -> Bom:
    """Of the release in this folder."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    bom = Bom()
    bom.metadata.component = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
    )
    for part in (
        *python_parts((root / "requirements.lock").read_text("utf-8")),
        *browser_parts((root / "package-lock.json").read_text("utf-8")),
    ):
        bom.components.add(part)
    bom.register_dependency(bom.metadata.component, bom.components)
    return bom


def _part(kind: str, scope: str, name: str, version: str, hashes: list[HashType]) -> Component:
    address = PackageURL(type=kind, namespace=scope or None, name=name, version=version)
    return Component(
        name=name,
        group=scope or None,
        version=version,
        type=ComponentType.LIBRARY,
        purl=address,
        bom_ref=str(address),
        hashes=hashes,
    )


def _sha256(block: str) -> list[HashType]:
    return [HashType(alg=HashAlgorithm.SHA_256, content=one) for one in _HASH.findall(block)]


def _integrity(text: str) -> list[HashType]:
    algorithm, _, encoded = text.partition("-")
    if algorithm != "sha512":
        return []
    content = binascii.hexlify(base64.b64decode(encoded)).decode()
    return [HashType(alg=HashAlgorithm.SHA_512, content=content)]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(JsonV1Dot6(bill(ROOT)).output_as_string(indent=2), encoding="utf-8")
