"""``manage.py check_posts``: a file of posts, with a school's database or without any."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from policy import grammar
from schoolsocial.accounts.models import School
from schoolsocial.accounts.roles import Role
from tests.cast import make_person
from tests.posts import adopt_policy, make_pupil

ROOT = Path(__file__).resolve().parent.parent.parent
ROLL = "Forename,Surname\nAmelia,Brown\n"
PACK = "st-catherine-of-siena"
FULL_NAME = b'{"id": 1, "text": "Amelia Brown planted a tree."}\n'


class Lost(BytesIO):
    """An input on a disk that is gone."""

    def readline(self, _size: int | None = -1) -> bytes:
        raise OSError(5, "Input/output error")


def bare(*arguments: str, posts: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command in a process that knows no setting at all."""
    command = [sys.executable, str(ROOT / "manage.py"), "check_posts", *arguments]
    return subprocess.run(
        command, input=posts, env={}, capture_output=True, timeout=60, check=False, cwd=ROOT
    )


@pytest.fixture
def given_posts(monkeypatch: pytest.MonkeyPatch) -> BytesIO:
    """What the command reads from here, in this process."""
    stream = BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream, close=stream.close))
    return stream


def rules_found(written: bytes) -> set[str]:
    answers = map(json.loads, written.splitlines())
    return {finding["rule"] for answer in answers for finding in answer["findings"]}


def test_nothing_need_be_set_up(tmp_path: Path) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text(ROLL, encoding="utf-8")

    done = bare("--policy", PACK, "--roll", str(roll), posts=FULL_NAME + "é{\n".encode())

    assert done.stderr == b""
    assert done.returncode == 0
    first, second = map(json.loads, done.stdout.decode("utf-8").splitlines())
    assert (first["id"], first["verdict"]) == (1, "block")
    assert second == {"line": 2, "error": "The line is not JSON."}


def test_no_posts_no_answers() -> None:
    done = bare("--policy", PACK)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_whoever_reads_the_answers_may_stop() -> None:
    lines = b'{"id": 1, "text": "Hello"}\n' * 5_000
    command = f"'{sys.executable}' manage.py check_posts --policy {PACK} | head -n 1"

    done = subprocess.run(
        ["/bin/sh", "-c", command], input=lines, env={}, capture_output=True, check=True, cwd=ROOT
    )

    assert json.loads(done.stdout)["id"] == 1
    assert done.stderr == b""


def test_closed_input_is_said_in_a_sentence() -> None:
    command = f"'{sys.executable}' manage.py check_posts --policy {PACK} 0<&-"

    done = subprocess.run(
        ["/bin/sh", "-c", command], env={}, capture_output=True, check=False, cwd=ROOT
    )

    assert done.returncode == 1
    assert done.stderr == b"There is no standard input to read posts from.\n"


def test_input_that_is_lost_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Lost(), close=bool))

    with pytest.raises(CommandError, match="The posts could not be read: Input/output error"):
        call_command("check_posts", policy=PACK)


def test_grammar_checker_that_dies_is_said_and_nothing_passes_unread(
    monkeypatch: pytest.MonkeyPatch, given_posts: BytesIO, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(grammar, "_read", lambda _plain: os._exit(9))
    given_posts.write(FULL_NAME)
    given_posts.seek(0)

    with pytest.raises(CommandError, match="The grammar checker stopped"):
        call_command("check_posts", policy="hunts-cross")

    assert capfdbinary.readouterr().out == b""


def test_unknown_pack_names_those_there_are() -> None:
    with pytest.raises(CommandError, match=r"no pack “none”. The packs are: .*hunts-cross"):
        call_command("check_posts", policy="none")


def test_policy_or_school_is_needed() -> None:
    with pytest.raises(CommandError, match=r"Say which policy: .*hunts-cross"):
        call_command("check_posts")


@pytest.mark.parametrize("written", [None, "Amelia,Brown\n"])
def test_roll_that_cannot_be_read_is_said_with_its_name(
    tmp_path: Path, written: str | None
) -> None:
    roll = tmp_path / "roll.csv"
    if written:
        roll.write_text(written, encoding="utf-8")

    with pytest.raises(CommandError, match=r"roll\.csv"):
        call_command("check_posts", policy=PACK, roll=roll)


def test_unknown_school(school: School) -> None:
    with pytest.raises(CommandError, match="no school “nowhere”"):
        call_command("check_posts", school="nowhere")


def test_school_without_a_policy_in_force(school: School) -> None:
    with pytest.raises(CommandError, match="no ratified policy in force"):
        call_command("check_posts", school=school.slug)


def test_school_is_checked_by_its_own_policy_roll_and_staff(
    school: School, given_posts: BytesIO, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    adopt_policy(school)
    make_pupil(school, "Amelia", "Brown")
    make_person(school, Role.TEACHER, name="Amelia Green")
    given_posts.write(FULL_NAME)
    given_posts.seek(0)

    call_command("check_posts", school=school.slug)

    assert "pupil-full-name" in rules_found(capfdbinary.readouterr().out)


def test_another_schools_pupils_are_not_known(
    school: School,
    other_school: School,
    given_posts: BytesIO,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    adopt_policy(school)
    make_pupil(other_school, "Amelia", "Brown")
    given_posts.write(FULL_NAME)
    given_posts.seek(0)

    call_command("check_posts", school=school.slug)

    assert "pupil-full-name" not in rules_found(capfdbinary.readouterr().out)


def test_roll_and_policy_of_the_command_line_go_before_the_schools(
    school: School,
    tmp_path: Path,
    given_posts: BytesIO,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text("Forename,Surname\nZofia,Nowak\n", encoding="utf-8")
    make_pupil(school, "Amelia", "Brown")
    given_posts.write(FULL_NAME)
    given_posts.seek(0)

    call_command("check_posts", school=school.slug, policy="st-catherine-of-siena", roll=roll)

    assert "pupil-full-name" not in rules_found(capfdbinary.readouterr().out)
