import os
from pathlib import Path

import pytest

from schoolsocial.demo import holding
from schoolsocial.demo.telling import Trouble


def test_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    lock = holding.take(tmp_path)
    assert lock is not None

    assert holding.take(tmp_path) is None
    os.close(lock)
    assert holding.take(tmp_path) is not None


def test_claim_of_a_held_folder_says_to_end_the_other(tmp_path: Path) -> None:
    holding.take(tmp_path)

    with pytest.raises(Trouble, match=r"already running[^$]*Ctrl-C in its terminal"):
        holding.claim(tmp_path, seconds=0)


def test_claim_makes_the_folder(tmp_path: Path) -> None:
    holding.claim(tmp_path / "var" / "demo", seconds=0)

    assert (tmp_path / "var" / "demo" / "lock").exists()


def test_first_free_passes_over_held_folders(tmp_path: Path) -> None:
    first, _ = holding.first_free(tmp_path)
    second, _ = holding.first_free(tmp_path)

    assert [first.name, second.name] == ["1", "2"]
