"""How the code is written: what style demands and a tool does not check."""

import ast
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from tests.house.sources import ROOT, functions, modules, named, tree, views

NOT_MODULES = {"utils", "helpers", "common", "core", "misc"}
LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_FILE = 60, 20, 400


def found(*kinds: type[ast.AST]) -> list[tuple[Path, ast.AST]]:
    return [
        (path, node)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, kinds)
    ]


def test_imports_run_one_way() -> None:
    # In a process of its own: import-linter sets up logging anew and silences every other logger
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    kept = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert kept.returncode == 0, kept.stdout


def test_import_contracts_make_no_excuse_but_for_words() -> None:
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    excused = [contracts[name].get("ignore_imports", "").split("\n") for name in contracts]

    assert {line for lines in excused for line in lines if line} == {
        "schoolsocial.words -> django",
    }


def test_views_do_not_read_tables_themselves() -> None:
    direct = [
        named(path, node.lineno)
        for path in views()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "across_schools"}
    ]

    assert views()
    assert direct == []


def test_nothing_is_imported_inside_a_function() -> None:
    lazy = [
        named(path, node.lineno)
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert lazy == []


def test_no_exception_is_caught_wholesale() -> None:
    broad = [
        named(path, node.lineno)
        for path, node in found(ast.ExceptHandler)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]

    assert broad == []


def test_no_signal_is_listened_to() -> None:
    wanted = {"django.dispatch", "django.db.models.signals", "django.contrib.auth.signals"}
    imported = [
        named(path, node.lineno)
        for path, node in found(ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and node.module in wanted
    ]

    assert imported == []


def test_saving_a_model_has_no_effects_of_its_own() -> None:
    overridden = [
        named(path, node.lineno)
        for path in modules()
        if path.stem == "models" or path.parent.name == "models"
        for node in functions(path)
        if node.name in {"save", "delete"}
    ]

    assert overridden == []


def test_modules_are_named_for_what_they_hold() -> None:
    assert [str(path) for path in modules() if NOT_MODULES & set(path.with_suffix("").parts)] == []


def test_linters_are_obeyed_rather_than_silenced() -> None:
    silenced = [str(path) for path in modules() if "# noqa" in path.read_text(encoding="utf-8")]

    assert silenced == []


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{named(path, function.lineno)} {function.name}"
        for path in modules()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_views_are_short() -> None:
    long = [
        f"{named(path, function.lineno)} {function.name}"
        for path in views()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_VIEW
    ]

    assert long == []


def test_files_are_split_by_noun_before_they_grow() -> None:
    long = [
        str(path.relative_to(ROOT))
        for path in modules()
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]

    assert long == []
