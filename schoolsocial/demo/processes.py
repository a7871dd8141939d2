"""The programs the launcher runs: started, watched and ended together, with a log each."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Never, Self

from schoolsocial.demo import guard, waiting
from schoolsocial.demo.telling import Trouble, last_lines

_BETWEEN_LOOKS = 0.25
_BETWEEN_OUTPUTS = 0.05


@dataclass(frozen=True, kw_only=True)
class Program:
    """One program: its name in messages, its command line, where its output goes."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] | None = None
    """All its variables; None for the launcher's own."""
    folder: Path | None = None
    account: str | None = None
    """The system user it runs as; None for the launcher's own."""
    ends_on: signal.Signals = signal.SIGTERM


@dataclass(frozen=True)
class _Child:
    program: Program
    process: subprocess.Popen[bytes]


class _Tail:
    """What is added to a log from now on."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._from = log.stat().st_size if log.exists() else 0
        self.text = ""

    def read_on(self, echo: Callable[[str], None] | None) -> None:
        whole = self._log.read_bytes()[self._from :].decode(errors="replace")
        added = whole[len(self.text) :]
        self.text = whole
        if added and echo:
            echo(added)


class Processes:
    """A context: on leaving it, however that happens, nothing it started is left running.

    Every program leads a process group of its own, so Ctrl-C reaches the launcher alone and the
    launcher decides the order of ending: the reverse of starting. A guard process holds
    ``kept_open`` (a lock) and ends the programs if the launcher is killed outright.
    """

    def __init__(self, *, kept_open: Sequence[int] = (), patience: float = guard.PATIENCE) -> None:
        self.afterwards = contextlib.ExitStack()
        self._children: list[_Child] = []
        self._patience = patience
        self._guard = subprocess.Popen(
            [sys.executable, "-I", guard.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=kept_open,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with _undisturbed():
            for child in reversed(self._children):
                self._end(child)
            if self._guard.stdin:
                self._guard.stdin.close()
            self._guard.wait()
            self.afterwards.close()

    def start(self, program: Program) -> None:
        """Start a program and go on; its output is added to its log."""
        self._begin(program)

    def run(
        self, program: Program, *, seconds: float, echo: Callable[[str], None] | None = None
    ) -> str:
        """Run a program to its end and return what it printed; :class:`Trouble` if it fails.

        ``echo`` gets what it prints while it runs.
        """
        output = _Tail(program.log)
        child = self._begin(program)
        deadline = time.monotonic() + seconds
        while child.process.poll() is None:
            if time.monotonic() > deadline:
                raise Trouble(_told(program, f"did not end within {seconds:.0f} seconds"))
            self._check_all(but=child)
            time.sleep(_BETWEEN_OUTPUTS)
            output.read_on(echo)
        self._forget(child)
        output.read_on(echo)
        if child.process.returncode:
            raise Trouble(_told(program, f"failed with code {child.process.returncode}"))
        return output.text

    def end(self, program: Program) -> None:
        """End one program that was started, and go on without it."""
        for child in [one for one in self._children if one.program is program]:
            self._end(child)

    def until(self, ready: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Wait until ``ready``; :class:`Trouble` as soon as any program has died meanwhile."""

        def look() -> bool:
            self._check_all()
            return ready()

        waiting.until(look, seconds=seconds, what=what)

    def watch(self) -> Never:
        """Look after the programs until one of them dies."""
        while True:
            self._check_all()
            time.sleep(_BETWEEN_LOOKS)

    def _begin(self, program: Program) -> _Child:
        with program.log.open("ab") as log:
            process = subprocess.Popen(
                list(program.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=program.environment,
                cwd=program.folder,
                user=program.account,
                group=program.account,
                extra_groups=None if program.account is None else [],
                start_new_session=True,
            )
        child = _Child(program, process)
        self._children.append(child)
        self._tell_guard(f"+{process.pid} {int(program.ends_on)}\n")
        return child

    def _check_all(self, but: _Child | None = None) -> None:
        for child in self._children:
            code = None if child is but else child.process.poll()
            if code is not None:
                self._forget(child)
                raise Trouble(_told(child.program, f"ended by itself with code {code}"))

    def _end(self, child: _Child) -> None:
        process = child.process
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(child.program.ends_on)
        try:
            process.wait(timeout=self._patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        self._forget(child)

    def _forget(self, child: _Child) -> None:
        self._children.remove(child)
        self._tell_guard(f"-{child.process.pid}\n")

    def _tell_guard(self, line: str) -> None:
        if self._guard.stdin and not self._guard.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self._guard.stdin.write(line.encode())
                self._guard.stdin.flush()


def _told(program: Program, what: str) -> str:
    return "\n".join(
        [f"The {program.name} {what}. The last lines of {program.log}:", *last_lines(program.log)]
    )


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Tidying up is bounded already; a second Ctrl-C must not leave it half done."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
