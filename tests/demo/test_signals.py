"""Whoever tells the launcher to end is heard."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolsocial.demo import __main__ as demo
from schoolsocial.demo import launch

ENDINGS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture(autouse=True)
def deaf() -> Iterator[None]:
    """As a shell without job control starts a program behind ``&``; put right again afterwards."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDINGS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ENDINGS)
def test_launcher_in_the_background_ends_when_told(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    def told(_: Path) -> None:
        signal.raise_signal(number)

    monkeypatch.setattr(launch, "once", told)

    assert demo.main(["--once"]) == 130
