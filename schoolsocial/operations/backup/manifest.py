"""What is in a backup, written as its last member."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from schoolsocial.operations.backup.errors import Damaged
from schoolsocial.operations.backup.members import Digest

NAME = "manifest"
TABLE, FILE = "table/", "file/"
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Manifest:
    """``made_at`` is the database's clock when its snapshot was taken."""

    made_at: datetime
    version: str
    migrations: list[list[str]]
    columns: dict[str, list[str]]
    rows: dict[str, int]
    sequences: dict[str, tuple[int, bool]]
    members: dict[str, Digest]

    @property
    def files(self) -> int:
        return sum(name.startswith(FILE) for name in self.members)

    @property
    def size(self) -> int:
        """Bytes of what is in it."""
        return sum(member.size for member in self.members.values())

    def as_json(self) -> bytes:
        told = {**asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(told, sort_keys=True).encode()


def from_json(data: bytes) -> Manifest:
    """Raises ``Damaged``."""
    try:
        told = json.loads(data)
        return Manifest(
            made_at=datetime.fromisoformat(told["made_at"]),
            version=str(told["version"]),
            migrations=told["migrations"],
            columns=told["columns"],
            rows=told["rows"],
            sequences={name: (last, called) for name, (last, called) in told["sequences"].items()},
            members=_digests(told["members"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged("its list of contents cannot be read") from None


def _digests(told: Mapping[str, Mapping[str, object]]) -> dict[str, Digest]:
    return {name: Digest(str(one["sha256"]), int(str(one["size"]))) for name, one in told.items()}


@cache
def version() -> str:
    """The release that runs here."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
