"""``python -m bench``: every measurement as one table, and as JSON in ``var/bench.json``.

With names (``python -m bench photos``), only those modules.
"""

import importlib
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import ground
from bench.timing import Row, table

# Each has ``rows() -> list[Row]``. To add one, name it here. They are imported one by one, once
# there are servers and Django is set up.
MODULES = (
    "photos",
    "queue",
    "audit",
    "policy",
    "replay",
    "catalogue",
    "followers",
    "incidents",
    "roll",
    "campaign",
    "dispatch",
    "governance",
)

RESULT = Path(__file__).resolve().parent.parent / "var" / "bench.json"


def main(wanted: Sequence[str] = ()) -> int:
    """1 for a name that is not there, else 0: an aim missed on a slow machine is not a failure."""
    unknown = set(wanted) - set(MODULES)
    if unknown:
        print(f"There is no {', '.join(sorted(unknown))} here. There is: {', '.join(MODULES)}.")
        return 1
    rows: list[Row] = []
    with ground.standing():
        for name in wanted or MODULES:
            print(f"Measuring {name} …", file=sys.stderr)
            rows += importlib.import_module(f"bench.{name}").rows()
    print(table(rows))
    print(_verdict(rows))
    write(rows, RESULT)
    return 0


def write(rows: Sequence[Row], path: Path) -> None:
    """The rows and the machine they were measured on, as JSON."""
    machine = {"python": platform.python_version(), "system": platform.platform()}
    found = {"machine": machine, "rows": [row.as_json() for row in rows]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _verdict(rows: Sequence[Row]) -> str:
    with_aim = [row for row in rows if row.met is not None]
    return f"{sum(row.met is True for row in with_aim)} of {len(with_aim)} aims met."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
