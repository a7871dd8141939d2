"""What runs without Django, and what must not."""

import subprocess
import sys
from pathlib import Path

import pytest

from policy.batch.alone import stands_alone

ROOT = Path(__file__).resolve().parent.parent.parent.parent


@pytest.mark.parametrize(
    "options",
    [[], ["--policy", "hunts-cross"], ["--policy=hunts-cross", "--roll", "a.csv"], ["--help"]],
)
def test_check_of_a_file_stands_alone(options: list[str]) -> None:
    assert stands_alone(["manage.py", "check_posts", *options])


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["migrate"],
        ["runserver", "check_posts"],
        ["check_posts", "--school", "st-catherine"],
        ["check_posts", "--school=st-catherine", "--policy=hunts-cross"],
        ["check_posts", "--sch", "st-catherine"],
        ["check_posts", "--policy", "hunts-cross", "--traceback"],
    ],
)
def test_what_else_django_runs(arguments: list[str]) -> None:
    assert not stands_alone(["manage.py", *arguments])


def test_nothing_of_django_is_loaded() -> None:
    program = "import sys, policy.batch.command; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
