"""Starting everything in order: for a browser, or for the main job done once without one."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from schoolsocial.demo import environment, holding, screen, servers, waiting
from schoolsocial.demo.processes import Processes, Program
from schoolsocial.demo.telling import say, show

Ready = Callable[[], bool]
"""Whether what was started can be used yet."""

TWIN = "restored"
"""The database a backup is brought back to."""
_COMMAND_SECONDS = 900
_START_SECONDS = 180


@dataclass(frozen=True)
class Launch:
    """One run: its processes, the folder of its logs, the variables its programs get."""

    processes: Processes
    logs: Path
    variables: Mapping[str, str]
    working: list[Program] = field(default_factory=list)
    """The worker and its clock."""

    def program(self, name: str, log: str, *command: str) -> Program:
        """A Python program of ours: what follows ``python`` is the ``command``."""
        return Program(
            name=name,
            command=[sys.executable, *command],
            log=self.logs / f"{log}.log",
            environment=self.variables,
        )


def demo(var: Path, *, port: int, x_port: int) -> None:
    """Everything a browser needs, until Ctrl-C or a program's death."""
    folder = (var / "demo").resolve()
    lock = holding.claim(folder)  # first: an earlier run that is still ending holds the ports too
    waiting.refuse_taken(port, choose=f"make demo PORT={port + 1}")
    waiting.refuse_taken(x_port, choose=f"make demo X_PORT={x_port + 1}")
    with Processes(kept_open=[lock]) as processes:
        launch = _start_ground(processes, folder, port, x_port)
        sign_ins = _load(launch)
        serving = _start_web(launch, port)
        working = _start_workers(launch)
        processes.until(working, seconds=_START_SECONDS, what="The worker")
        processes.until(serving, seconds=_START_SECONDS, what="The web server")
        show(screen.page(port=port, x_port=x_port, logs=launch.logs, sign_ins=sign_ins))
        processes.watch()


def once(var: Path) -> None:
    """The main job from draft to timeline without a browser, on files that start out empty; then a
    backup, and the way back from it.
    """
    folder = (var / "once").resolve()
    lock = holding.claim(folder)
    _empty(folder)
    with Processes(kept_open=[lock]) as processes:
        launch = _start_ground(processes, folder, waiting.free_port(), waiting.free_port())
        has_twin = not environment.given()
        _load(launch, *([TWIN] if has_twin else []))
        working = _start_workers(launch)
        processes.until(working, seconds=_START_SECONDS, what="The worker")
        say("The main job:")
        job = launch.program("main job", "main_job", "manage.py", "main_job")
        processes.run(job, seconds=_COMMAND_SECONDS, echo=show)
        if has_twin:
            _drill(launch, folder)
        else:
            say("Your own servers are left alone: `manage.py restore_drill` tries a restore there.")
    say("Done, and everything has ended.")


def _drill(launch: Launch, folder: Path) -> None:
    """A backup with a post in it that is due comes back into an empty database, is compared, and
    a worker there sends nothing. Nobody works at the old one meanwhile.
    """
    say("The restore drill:")
    for program in reversed(launch.working):
        launch.processes.end(program)
    variables = environment.restored(launch.variables, folder=folder, database=TWIN)
    restored = replace(launch, variables=variables, working=[])
    _trial(launch, "back-up", folder)
    _trial(restored, "bring-back", folder)
    working = _start_workers(restored)
    launch.processes.until(working, seconds=_START_SECONDS, what="The worker")
    _trial(restored, "wait", folder)


def _trial(launch: Launch, step: str, folder: Path) -> None:
    command = ("manage.py", "restore_trial", step, str(folder))
    launch.processes.run(
        launch.program("restore drill", "restore_trial", *command),
        seconds=_COMMAND_SECONDS,
        echo=show,
    )


def _start_ground(processes: Processes, folder: Path, port: int, x_port: int) -> Launch:
    """The servers and the stand-in for X."""
    logs = folder / "log"
    for needed in (logs, folder / "private"):
        needed.mkdir(parents=True, exist_ok=True)
    _start_sandbox(processes, folder, logs, x_port)
    urls = _start_servers(processes, folder, logs)
    processes.until(
        lambda: waiting.answers_http(x_port), seconds=_START_SECONDS, what="The stand-in for X"
    )
    variables = environment.variables(folder=folder, web_port=port, x_port=x_port, urls=urls)
    return Launch(processes, logs, variables)


def _start_sandbox(processes: Processes, folder: Path, logs: Path, x_port: int) -> None:
    say("Starting the stand-in for X")
    state = str(folder / "sandbox.json")
    command = ("-m", "schoolsocial.sandbox", "--port", str(x_port), "--state", state)
    processes.start(
        Program(
            name="stand-in for X",
            command=[sys.executable, *command],
            log=logs / "sandbox.log",
        )
    )


def _start_servers(processes: Processes, folder: Path, logs: Path) -> dict[str, str]:
    urls = environment.given()
    if "DATABASE_URL" in urls:
        say("Using the PostgreSQL of DATABASE_URL")
    else:
        say("Starting PostgreSQL")
        place = servers.Place(folder / "postgres", logs / "postgres.log")
        urls["DATABASE_URL"] = servers.postgres(processes, place)
    if "REDIS_URL" in urls:
        say("Using the Redis of REDIS_URL")
    else:
        say("Starting Valkey")
        place = servers.Place(folder / "valkey", logs / "valkey.log")
        urls["REDIS_URL"] = servers.valkey(processes, place)
    return urls


def _load(launch: Launch, *twin: str) -> str:
    """Who can sign in. Before there is a worker, which would do the demo's pictures as well."""
    say("Making the tables and loading the demo's schools")
    loading = launch.program(
        "loading of the demo", "load", "-m", "schoolsocial.demo.prepare", *twin
    )
    return launch.processes.run(loading, seconds=_COMMAND_SECONDS)


def _start_workers(launch: Launch) -> Ready:
    """The worker and the clock that wakes it; the worker is what takes its time."""
    say("Starting the worker and its clock")
    celery = ("-m", "celery", "--app", "schoolsocial", "--quiet")
    work = ("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
    worker = launch.program("worker", "worker", *celery, *work, "--loglevel", "INFO")
    log_before = worker.log.stat().st_size if worker.log.exists() else 0
    clock = launch.program("worker's clock", "beat", *celery, "beat", "--loglevel", "INFO")
    launch.working[:] = [worker, clock]
    for program in launch.working:
        launch.processes.start(program)
    return lambda: waiting.logged(worker.log, " ready.", after=log_before)


def _start_web(launch: Launch, port: int) -> Ready:
    say("Starting the web server")
    serve = ("--interface", "wsgi", "--host", waiting.LOOPBACK, "--port", str(port))
    threads = ("--workers", "1", "--blocking-threads", "4")
    command = ("-m", "granian", *serve, *threads, "schoolsocial.wsgi:application")
    launch.processes.start(launch.program("web server", "web", *command))
    return lambda: waiting.answers_http(port)


def _empty(folder: Path) -> None:
    for child in folder.iterdir():
        if child.is_dir():
            shutil.rmtree(child)
        elif child.name != "lock":
            child.unlink()
