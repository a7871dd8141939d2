"""Heads of the chains kept outside the database, so that a cut tail shows."""

import json
from datetime import datetime
from pathlib import Path

from schoolsocial.audit.chain import Head, Heads


class UnreadableAnchor(Exception):
    """The anchor file is missing or is not one."""


def read(path: Path) -> dict[int, Head]:
    """The heads in the file, by chain. Raises ``UnreadableAnchor``."""
    try:
        heads = json.loads(path.read_text(encoding="utf-8"))["heads"]
        return {
            int(chain): Head(int(head["sequence"]), str(head["digest"]))
            for chain, head in heads.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableAnchor(
            f"{path} cannot be read as an anchor. Give a file written with --write-anchor."
        ) from error


def write(path: Path, heads: Heads, at: datetime) -> None:
    """Put the heads in the file, whole or not at all."""
    content = {
        "written_at": at.isoformat(),
        "heads": {
            str(chain): {"sequence": head.sequence, "digest": head.digest}
            for chain, head in sorted(heads.items())
        },
    }
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)
