"""Work done aside, in a process of its own, while the process that asked for it goes on.

Python runs one thread at a time, and the grammar checker lets no other run while it reads. Made
for long runs such as a file of posts; a web server's processes are enough by themselves.
"""

import gc
import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

Done = TypeVar("Done")

_MOST_UNANSWERED = 2_000
"""Characters, which any system's pipe takes. Else both ends might wait for the other to read."""


class AsideEnded(RuntimeError):
    """The process that worked aside is gone; what ended it stands in the standard error."""


@dataclass
class Pending(Generic[Done]):
    """Work that was given away."""

    _receive: Callable[[], None]
    length: int
    value: Done | None = None
    ready: bool = False

    def result(self) -> Done:
        """What came of it, waiting for it where need be. Raises `AsideEnded`."""
        while not self.ready:
            self._receive()
        return cast("Done", self.value)


class Aside(Generic[Done]):
    """A forked process that does `begin`, then `work` on one text after another, in order.

    Made before any thread is. It ends when the process that made it does, however that ends.
    """

    def __init__(self, work: Callable[[str], Done], *, begin: Callable[[], object]) -> None:
        fork = get_context("fork")
        self._near, far = fork.Pipe()
        self._waiting = deque[Pending[Done]]()
        self.process = fork.Process(target=_serve, args=(self._near, far, work, begin), daemon=True)
        gc.freeze()  # pages that nobody writes to stay shared
        self.process.start()
        far.close()

    def submit(self, text: str) -> Pending[Done]:
        """Have it begin with that. Raises `AsideEnded`."""
        while self._waiting and self._unanswered() + len(text) > _MOST_UNANSWERED:
            self._receive()
        pending = Pending[Done](self._receive, len(text))
        try:
            self._near.send(text)
        except OSError as error:
            raise AsideEnded("The process that worked aside has ended.") from error
        self._waiting.append(pending)
        return pending

    def close(self) -> None:
        """Let it end, and wait until it has."""
        self._near.close()
        self.process.join()

    def _unanswered(self) -> int:
        return sum(pending.length for pending in self._waiting)

    def _receive(self) -> None:
        """Wait for the oldest answer that is still to come."""
        try:
            value = self._near.recv()
        except (EOFError, OSError) as error:
            raise AsideEnded("The process that worked aside has ended.") from error
        pending = self._waiting.popleft()
        pending.value, pending.ready = value, True


def _serve(
    near: Connection, far: Connection, work: Callable[[str], Done], begin: Callable[[], object]
) -> None:
    """Work until nobody asks any more. Ctrl-C is for the one who asks."""
    near.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin()
    try:
        while True:
            far.send(work(far.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
