"""``manage.py import_pupils``."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consent.models import Pupil, RollImport
from schoolsocial.accounts.models import School
from tests.cast import in_scope
from tests.consent.rolls import csv

AMELIA = "000101,B801200005001,Amelia,Brown,14/02/2012,Year 6,6 Ash,"
NAMELESS = "000102,,,,,Year 6,6 Ash,"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roll.csv"
    path.write_bytes(csv(AMELIA, NAMELESS))
    return path


def run(*arguments: object) -> dict[str, Any]:
    out = StringIO()
    call_command("import_pupils", *map(str, arguments), "--format", "json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_json_has_exactly_these_keys(school: School, file: Path) -> None:
    told = run(file, "--school", school.slug)

    assert list(told) == [
        "rows",
        "pupils",
        "new",
        "changed",
        "unchanged",
        "left",
        "warnings",
        "errors",
    ]
    assert (told["rows"], told["new"]) == (2, 1)
    assert [error["row"] for error in told["errors"]] == [3]
    assert "Amelia" not in json.dumps(told)


def test_dry_run_writes_nothing(school: School, file: Path) -> None:
    told = run(file, "--school", school.slug, "--dry-run")

    assert told["new"] == 1
    with in_scope(school.pk):
        assert not Pupil.objects.exists()
        assert not RollImport.objects.exists()


def test_import_writes_and_can_be_undone(school: School, file: Path) -> None:
    run(file, "--school", school.slug)

    with in_scope(school.pk):
        assert Pupil.objects.get().legal_forename == "Amelia"
        assert RollImport.objects.get().state == RollImport.State.APPLIED


def test_nobody_leaves_unless_the_file_is_said_to_hold_everybody(
    school: School, file: Path, tmp_path: Path
) -> None:
    run(file, "--school", school.slug)
    other = tmp_path / "other.csv"
    other.write_bytes(csv("000103,,Josh,Khan,,Year 6,6 Ash,"))

    assert run(other, "--school", school.slug, "--dry-run")["left"] == 0
    assert run(other, "--school", school.slug, "--dry-run", "--whole-school")["left"] == 1


def test_unreadable_file_fails_with_a_sentence(school: School, tmp_path: Path) -> None:
    file = tmp_path / "roll.pdf"
    file.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match="PDF"):
        run(file, "--school", school.slug)


def test_file_that_breaks_half_way_writes_nothing(school: School, tmp_path: Path) -> None:
    file = tmp_path / "roll.csv"
    file.write_bytes(csv(AMELIA, '000103,,"' + "x" * 200_000))

    with pytest.raises(CommandError, match="half-way"):
        run(file, "--school", school.slug)

    with in_scope(school.pk):
        assert not Pupil.objects.exists()
        assert not RollImport.objects.exists()


def test_missing_file_and_school_fail(school: School, file: Path) -> None:
    with pytest.raises(CommandError):
        run(file.with_name("none.csv"), "--school", school.slug)
    with pytest.raises(CommandError, match="no school"):
        run(file, "--school", "nowhere")


def test_words_for_people(school: School, file: Path) -> None:
    out = StringIO()

    call_command("import_pupils", str(file), "--school", school.slug, stdout=out)

    assert out.getvalue().startswith("2 rows, 2 pupils, 1 new")
    assert "Row 3: The row names no child" in out.getvalue()
