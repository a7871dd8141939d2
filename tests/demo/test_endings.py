"""However the launcher ends, nothing it started is left: shown with real processes."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsocial.demo import guard, holding, waiting

SECONDS = 60


@pytest.fixture
def launcher(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.demo.little", str(tmp_path)]
    with subprocess.Popen(command) as process:
        waiting.until((tmp_path / "pids").exists, seconds=SECONDS, what="the little program")
        yield process
        process.kill()


def running(folder: Path) -> list[int]:
    """Which of the two programs are still there; one that only waits to be reaped is not."""
    pids = [int(pid) for pid in (folder / "pids").read_text().split()]
    return [pid for pid in pids if state(pid) not in ("", "Z")]


def state(pid: int) -> str:
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_launcher_told_to_end_leaves_nothing(
    launcher: subprocess.Popen[bytes], tmp_path: Path, by: signal.Signals
) -> None:
    assert len(running(tmp_path)) == 2

    launcher.send_signal(by)

    assert launcher.wait(timeout=SECONDS) == 0
    assert running(tmp_path) == []


def test_launcher_killed_outright_leaves_nothing(
    launcher: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    assert len(running(tmp_path)) == 2

    launcher.kill()
    launcher.wait()

    waiting.until(lambda: not running(tmp_path), seconds=SECONDS, what="the end of both")


def test_launcher_killed_outright_keeps_the_folder_until_its_programs_ended(
    launcher: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    launcher.kill()
    launcher.wait()

    holding.claim(tmp_path, seconds=SECONDS)

    assert running(tmp_path) == []


def test_guard_forgets_a_program_that_ended() -> None:
    lines = ["+10 15\n", "+11 2\n", "-10\n", "-99\n"]

    assert guard.read(lines) == {11: 2}


def test_guard_kills_what_does_not_end_when_asked() -> None:
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", deaf]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout
        process.stdout.readline()

        guard.end({process.pid: signal.SIGTERM}, patience=0.2)

        assert process.wait(timeout=SECONDS) == -signal.SIGKILL
