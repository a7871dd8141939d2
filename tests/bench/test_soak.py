"""A short trial with the guards on; the long one, with its control, is ``make soak``."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.soak.verdicts import is_wrong
from moderation.drafts.workflow import State

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("state", "tweet_id", "live", "wrong"),
    [
        (State.POSTED, "1", {"1"}, False),
        (State.POSTED, "1", {"1", "2"}, False),  # that is a duplicate, which is counted by itself
        (State.POSTED, "1", set(), True),
        (State.POSTED, "1", {"2"}, True),
        (State.FAILED, None, set(), False),
        (State.FAILED, None, {"1"}, True),
        (State.SUBMITTED, None, {"1"}, True),
        (State.HELD, None, {"1"}, False),
    ],
)
def test_verdict_is_wrong_where_the_school_is_told_what_is_not_so(
    state: State, tweet_id: str | None, live: set[str], *, wrong: bool
) -> None:
    assert is_wrong(state, tweet_id, live) is wrong


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_no_post_is_doubled_or_misjudged_while_everything_goes_wrong() -> None:
    command = [sys.executable, "-m", "bench.soak", "--posts", "25", "--seed", "5", "--guarded-only"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "33 posts" in done.stdout  # every eighth is a thread of three
    assert " 0 duplicates, 0 wrong verdicts" in done.stdout
