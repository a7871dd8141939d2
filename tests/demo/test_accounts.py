import os
import stat
from pathlib import Path

import pytest

from schoolsocial.demo import accounts

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.geteuid() == 0, reason="root runs PostgreSQL as another user")
def test_normal_user_runs_postgres_itself() -> None:
    assert accounts.for_postgres() is None


@as_root
def test_root_runs_postgres_as_a_system_user() -> None:
    assert accounts.for_postgres() == accounts.NAME


@as_root
def test_opened_folders_are_told_and_may_be_passed_but_not_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shut = tmp_path / "shut"
    own = shut / "own"
    own.mkdir(parents=True)
    shut.chmod(0o700)

    accounts.let_in(accounts.for_postgres() or "", own)

    assert mode(shut) == 0o711
    assert f"Opening {shut} for passing through" in capsys.readouterr().out
    assert own.owner() == accounts.NAME


@as_root
def test_read_trees_become_readable_and_their_programs_runnable(tmp_path: Path) -> None:
    own, wheel = tmp_path / "own", tmp_path / "wheel"
    own.mkdir()
    wheel.mkdir(mode=0o700)
    (wheel / "postgres").touch(0o700)
    (wheel / "share.txt").touch(0o600)

    accounts.let_in(accounts.for_postgres() or "", own, wheel)

    assert [mode(path) for path in (wheel, wheel / "postgres")] == [0o755, 0o755]
    assert mode(wheel / "share.txt") == 0o644
