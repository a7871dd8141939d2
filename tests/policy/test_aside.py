"""Work in a process beside this one: in order, without a standstill, and never left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

import pytest

from policy import grammar
from policy.aside import Aside, AsideEnded
from tests.policy.voices import CLEAN

ROOT = Path(__file__).resolve().parent.parent.parent
LARGE = "a" * 300_000  # more than a pipe takes
LEAVES_ITS_CHILD = """
import os, signal
from policy.aside import Aside
aside = Aside(len, begin=tuple)
print(aside.submit("abc").result(), aside.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def made() -> Iterator[Callable[[Callable[[str], object]], Aside[object]]]:
    asides = list[Aside[object]]()

    def make(work: Callable[[str], object]) -> Aside[object]:
        asides.append(Aside(work, begin=tuple))
        return asides[-1]

    yield make
    for aside in asides:
        aside.close()


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_answers_are_told_apart_in_whatever_order_they_are_asked_for(
    made: Callable[..., Aside[str]],
) -> None:
    aside = made(str.upper)
    first, second, third = (aside.submit(word) for word in ("a", "b", "c"))

    assert (third.result(), first.result(), second.result()) == ("C", "A", "B")


def test_much_work_that_nobody_has_asked_the_answers_of_is_no_standstill(
    made: Callable[..., Aside[str]],
) -> None:
    aside = made(str.upper)

    given = [aside.submit(LARGE) for _ in range(50)]

    assert all(one.result() == LARGE.upper() for one in given)


def test_work_in_another_process(made: Callable[..., Aside[int]]) -> None:
    aside = made(lambda _given: os.getpid())

    assert aside.submit("").result() == aside.process.pid != os.getpid()


def test_whoever_waits_is_told_that_the_process_is_gone(
    made: Callable[..., Aside[str]],
) -> None:
    aside = made(lambda _given: os.kill(os.getpid(), signal.SIGKILL))

    waiting = aside.submit("a")

    with pytest.raises(AsideEnded):
        waiting.result()
    with pytest.raises(AsideEnded):
        aside.submit("b").result()


def test_process_ends_with_the_one_that_made_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVES_ITS_CHILD], cwd=ROOT, capture_output=True, check=False
    )

    length, pid = map(int, done.stdout.split())
    assert (done.returncode, length) == (-signal.SIGKILL, 3)
    for _ in range(200):
        if not is_there(pid):
            break
        sleep(0.05)
    assert not is_there(pid)


def test_grammar_read_aside_is_the_same() -> None:
    texts = [*CLEAN[:20], "We should of won.", "They was their."]
    here = [grammar.slips(text) for text in texts]

    with grammar.read_aside():
        for text in texts:
            grammar.expect(text)
        aside = [grammar.slips(text) for text in texts]

    assert aside == here
    assert any(here)
