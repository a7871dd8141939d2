from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from schoolsocial.demo import waiting
from schoolsocial.demo.processes import Processes
from schoolsocial.demo.telling import Trouble
from tests.demo.little import SLEEPER, program

SECONDS = 20


@pytest.fixture
def processes() -> Iterator[Processes]:
    with Processes(patience=1) as started:
        yield started


def test_death_of_a_program_is_told_with_the_last_lines_of_its_log(
    processes: Processes, tmp_path: Path
) -> None:
    dying = "print('one'); print('out of paper'); raise SystemExit(3)"
    processes.start(program(tmp_path, dying, name="printer"))

    with pytest.raises(Trouble) as told:
        processes.watch()

    assert "The printer ended by itself with code 3." in str(told.value)
    assert str(tmp_path / "little.log") in str(told.value)
    assert str(told.value).endswith("    one\n    out of paper")


def test_death_of_a_program_is_told_while_waiting_for_another(
    processes: Processes, tmp_path: Path
) -> None:
    processes.start(program(tmp_path, "raise SystemExit(1)", name="printer"))

    with pytest.raises(Trouble, match="The printer ended by itself"):
        processes.until(lambda: False, seconds=SECONDS, what="The other")


def test_run_returns_what_was_printed_this_time(processes: Processes, tmp_path: Path) -> None:
    processes.run(program(tmp_path, "print('yesterday')"), seconds=SECONDS)

    printed = processes.run(program(tmp_path, "print('today')"), seconds=SECONDS)

    assert printed == "today\n"


def test_run_echoes_everything_once(processes: Processes, tmp_path: Path) -> None:
    heard: list[str] = []
    slow = "import time\nfor n in range(5): print('step', n, flush=True); time.sleep(0.05)"

    processes.run(program(tmp_path, slow), seconds=SECONDS, echo=heard.append)

    assert "".join(heard) == "".join(f"step {number}\n" for number in range(5))


def test_run_that_fails_is_told(processes: Processes, tmp_path: Path) -> None:
    failing = program(tmp_path, "raise SystemExit('no ink')", name="printing")

    with pytest.raises(Trouble, match=r"The printing failed with code 1\.[^$]*no ink"):
        processes.run(failing, seconds=SECONDS)


def test_run_that_does_not_end_is_told(processes: Processes, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="The little program did not end within 0 seconds"):
        processes.run(program(tmp_path), seconds=0)


def test_program_that_ended_in_run_is_no_death(processes: Processes, tmp_path: Path) -> None:
    processes.run(program(tmp_path, "pass"), seconds=SECONDS)

    processes.until(lambda: True, seconds=SECONDS, what="nothing")


def test_programs_end_in_the_reverse_of_their_starting(tmp_path: Path) -> None:
    noting = (
        "import pathlib, signal, sys\n"
        "def note(*_):\n"
        "    with open(sys.argv[1] + '/order', 'a') as order: order.write('{name} ')\n"
        "    sys.exit()\n"
        "signal.signal(15, note)\n"
        "print('{name} up', flush=True)\n"
        "while True: signal.pause()\n"
    )
    log = tmp_path / "little.log"
    with Processes() as processes:
        for name in ("server", "worker"):
            processes.start(program(tmp_path, noting.format(name=name)))
            up = partial(waiting.logged, log, f"{name} up")
            processes.until(up, seconds=SECONDS, what=name)

    assert (tmp_path / "order").read_text() == "worker server "


def test_program_deaf_to_the_request_is_killed(tmp_path: Path) -> None:
    deaf = f"import signal; signal.signal(15, signal.SIG_IGN); print('up', flush=True); {SLEEPER}"
    log = tmp_path / "little.log"

    with Processes(patience=0.2) as processes:
        processes.start(program(tmp_path, deaf))
        up = partial(waiting.logged, log, "up")
        processes.until(up, seconds=SECONDS, what="the program")
        child = processes._children[0].process

    assert child.returncode == -9


def test_program_sees_the_variables_it_was_given(processes: Processes, tmp_path: Path) -> None:
    asking = program(tmp_path, "import os; print(os.environ['SCHOOL'])")

    printed = processes.run(replace(asking, environment={"SCHOOL": "Hunts Cross"}), seconds=SECONDS)

    assert printed == "Hunts Cross\n"


def test_program_that_was_ended_is_not_mourned(processes: Processes, tmp_path: Path) -> None:
    sleeping = program(tmp_path, SLEEPER, name="sleeper")
    processes.start(sleeping)

    processes.end(sleeping)

    processes.until(lambda: True, seconds=SECONDS, what="Nothing")
