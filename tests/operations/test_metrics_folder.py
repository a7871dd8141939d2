"""Where figures are kept: who holds a folder keeps its files, who finds it free empties it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from schoolsocial.operations.metrics import folder
from tests.operations.counting import ROOT

HOLDING = "import sys, pathlib; from schoolsocial.operations.metrics import folder\n"
HOLDING += "folder.hold(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"


@contextmanager
def held_by_another(place: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLDING, str(place)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate()


def left(place: Path, name: str = "counter_7.db") -> Path:
    place.mkdir(parents=True, exist_ok=True)
    path = place / name
    path.write_bytes(bytes(64))
    return path


def test_first_to_come_empties_what_the_dead_left(tmp_path: Path) -> None:
    old = left(tmp_path / "web")

    folder.hold(tmp_path / "web")

    assert not old.exists()
    folder.let_go(tmp_path / "web")


def test_second_to_come_leaves_what_the_first_counts(tmp_path: Path) -> None:
    with held_by_another(tmp_path / "web"):
        counted = left(tmp_path / "web")

        folder.hold(tmp_path / "web")

    assert counted.exists()
    folder.let_go(tmp_path / "web")


def test_sweep_removes_what_gone_hosts_left_and_nothing_else(tmp_path: Path) -> None:
    with held_by_another(tmp_path / "gone"):
        gone = left(tmp_path / "gone")
    with held_by_another(tmp_path / "web"):
        here = left(tmp_path / "web")

        folder.sweep(tmp_path)

    assert (gone.exists(), here.exists()) == (False, True)


def test_folder_stays_when_its_files_go(tmp_path: Path) -> None:
    """Somebody may be opening a file in it."""
    folder.hold(tmp_path / "web")
    folder.let_go(tmp_path / "web")

    folder.sweep(tmp_path)

    assert (tmp_path / "web").is_dir()


def test_file_that_was_cut_short_is_passed_over(tmp_path: Path) -> None:
    whole = left(tmp_path / "web")
    left(tmp_path / "web", "counter_8.db").write_bytes(b"")

    assert folder.files(tmp_path) == [str(whole)]


@pytest.mark.skipif(os.geteuid() == 0, reason="Nothing is closed to root")
def test_folder_that_cannot_be_written_is_said_at_the_start(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(ImproperlyConfigured, match="METRICS_ROOT"):
        folder.hold(tmp_path / "web")


def test_root_that_is_a_file_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match="METRICS_ROOT"):
        folder.hold(tmp_path / "file" / "web")
