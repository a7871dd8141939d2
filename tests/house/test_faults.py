"""``docs/faults.md``: each test it names exists, and `make test-faults` runs it."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT

ROWS = re.findall(
    r"^\| (?!fault|-)(.+?) \| (.+?) \| (.+?) \|$",
    (ROOT / "docs/faults.md").read_text(),
    re.MULTILINE,
)
NAMED = sorted({name for row in ROWS for name in re.findall(r"`([^`]+::[^`]+)`", " ".join(row))})


def marked(part: ast.AST) -> bool:
    return "mark.faults" in ast.unparse(part)


def faults_in(path: Path) -> set[str]:
    """The tests of a module that bear the mark, themselves or with the whole module."""
    body = ast.parse(path.read_text()).body
    tests = [part for part in body if isinstance(part, ast.FunctionDef)]
    all_of_them = any(
        isinstance(part, ast.Assign) and "pytestmark" in ast.unparse(part) and marked(part)
        for part in body
    )
    return {
        test.name
        for test in tests
        if all_of_them or any(marked(decorator) for decorator in test.decorator_list)
    }


@pytest.mark.parametrize("name", NAMED)
def test_test_that_a_document_names_is_there_and_marked(name: str) -> None:
    module, _, test = name.partition("::")

    assert test in faults_in(ROOT / "tests" / module)


def test_every_fault_has_its_proof_and_its_control() -> None:
    unproven = [fault for fault, proof, _ in ROWS if "::test_" not in proof]
    uncontrolled = [fault for fault, _, control in ROWS if "::test_" not in control]

    assert len(ROWS) >= 30
    assert (unproven, uncontrolled) == ([], [])
