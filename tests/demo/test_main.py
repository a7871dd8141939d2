"""The launcher as a person runs it, up to where it needs a server."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from schoolsocial.demo import __main__, holding, screen, waiting
from schoolsocial.demo.telling import last_lines

ROOT = Path(__file__).resolve().parent.parent.parent


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "schoolsocial.demo", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("option", "advice"), [("--port", "make demo PORT="), ("--x-port", "make demo X_PORT=")]
)
def test_taken_port_is_one_line_and_starts_nothing(
    tmp_path: Path, option: str, advice: str
) -> None:
    ports = {"--port": waiting.free_port(), "--x-port": waiting.free_port()}
    with socket.create_server((waiting.LOOPBACK, 0)) as listening:
        ports[option] = listening.getsockname()[1]
        ended = run(tmp_path, *(str(part) for pair in ports.items() for part in pair))

    assert ended.returncode == 1
    assert ended.stdout.strip() == (
        f"Port {ports[option]} is taken by another program. "
        f"Choose another: {advice}{ports[option] + 1}"
    )
    assert [path.name for path in (tmp_path / "var" / "demo").iterdir()] == ["lock"]


def test_second_run_in_one_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(holding, "ENDING_SECONDS", 0)
    holding.take(tmp_path / "var" / "once")

    assert __main__.main(["--once"]) == 1

    assert "The demo is already running with the files in" in capsys.readouterr().out


def test_screen_tells_addresses_sign_ins_and_logs() -> None:
    sign_ins = "Teacher  tess@example.org\nSLT      helen@example.org\n"

    shown = screen.page(port=8001, x_port=8091, logs=Path("/srv/log"), sign_ins=sign_ins)

    assert "http://127.0.0.1:8001/" in shown
    assert "http://127.0.0.1:8091/" in shown
    assert "\n  Teacher  tess@example.org\n  SLT      helen@example.org\n" in shown
    assert "/srv/log/web.log" in shown


def test_last_lines_of_a_long_log_are_few_and_indented(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("\n".join(str(number) for number in range(100)))

    assert last_lines(log, 2) == ["    98", "    99"]


def test_last_lines_of_an_empty_log_say_so(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "none.log") == ["    (nothing was logged)"]
