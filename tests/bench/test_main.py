import contextlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bench import __main__ as bench
from bench import ground
from bench.timing import Row


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the JSON goes, with one little module to measure and no servers under it."""
    little = ModuleType("bench.little")
    made = [Row(what="little thing", unit="ms", ours=3.0, at_most=2.0)]
    vars(little)["rows"] = lambda: made
    monkeypatch.setitem(sys.modules, "bench.little", little)
    monkeypatch.setattr(bench, "MODULES", ("little",))
    monkeypatch.setattr(ground, "standing", contextlib.nullcontext)
    monkeypatch.setattr(bench, "RESULT", tmp_path / "var" / "bench.json")
    return bench.RESULT


def test_main_prints_a_table_and_counts_the_aims(
    result: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main() == 0

    out = capsys.readouterr().out
    assert "little thing" in out
    assert "MISSED" in out
    assert "0 of 1 aims met." in out


def test_main_writes_the_same_rows_as_json(result: Path) -> None:
    bench.main(["little"])

    found = json.loads(result.read_text(encoding="utf-8"))
    assert [one["what"] for one in found["rows"]] == ["little thing"]
    assert found["rows"][0]["met"] is False
    assert found["machine"]["python"].startswith("3.")


def test_main_says_which_names_there_are(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["large"]) == 1

    assert capsys.readouterr().out == "There is no large here. There is: little.\n"
    assert not result.exists()
