import sys
import venv
from pathlib import Path

import pytest

from schoolsocial.demo import install


@pytest.fixture(scope="module")
def made_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, as it takes seconds."""
    folder = tmp_path_factory.mktemp("made") / "venv"
    venv.create(folder, with_pip=True)
    return folder


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lock in it that wants nothing."""
    monkeypatch.chdir(tmp_path)
    install.PYTHON_LOCK.write_text("# no packages\n")
    return tmp_path


@pytest.fixture
def with_venv(checkout: Path, made_venv: Path) -> Path:
    (made_venv / install.MARK).unlink(missing_ok=True)
    install.VENV.symlink_to(made_venv)
    return checkout


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_version_the_locks_are_made_for_is_taken(version: tuple[int, int]) -> None:
    install.check_version(version)


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_other_version_is_told_with_what_to_type(version: tuple[int, int]) -> None:
    with pytest.raises(install.CannotInstall) as told:
        install.check_version(version)

    assert str(told.value) == (
        f"This is Python 3.{version[1]}; School Social runs on 3.11 to 3.13. "
        "Name one you have: make PYTHON=python3.12 demo"
    )


def test_packages_are_installed_once(with_venv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = sys.version_info[:2]
    install.install_python(version)
    assert "Installing 0 Python packages" in capsys.readouterr().out

    install.install_python(version)

    assert capsys.readouterr().out == ""


def test_changed_lock_is_installed(with_venv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = sys.version_info[:2]
    install.install_python(version)
    install.PYTHON_LOCK.write_text("# still no packages\n")
    capsys.readouterr()

    install.install_python(version)

    assert "Installing" in capsys.readouterr().out


def test_package_without_a_hash_is_refused(with_venv: Path) -> None:
    install.PYTHON_LOCK.write_text("regex==2025.1\n")

    with pytest.raises(install.CannotInstall, match="failed; its last lines are above"):
        install.install_python(sys.version_info[:2])

    assert not (install.VENV / install.MARK).exists()


def test_venv_of_another_python_is_made_anew(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install.VENV.mkdir()
    (install.VENV / "pyvenv.cfg").write_text("version = 3.9.18\n")

    install.install_python(sys.version_info[:2])

    assert "Making .venv anew" in capsys.readouterr().out
    assert "3.9.18" not in (install.VENV / "pyvenv.cfg").read_text()


def test_progress_counts_the_packages_pip_comes_to() -> None:
    lines = [
        "Collecting django==5.2",
        "  Using cached it",
        "Processing ./regex.whl",
        "Installing collected packages: django, regex",
    ]

    assert list(install.progress(lines, 2)) == ["1 of 2", "2 of 2", "all fetched, unpacking"]
