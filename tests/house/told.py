"""Sentences in Python, and whether a translator is shown them (ADR 48)."""

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Words = ast.Constant | ast.JoinedStr

LATER: Final = frozenset({"_", "gettext_lazy", "ngettext_lazy"})
NOW: Final = frozenset({"gettext", "ngettext"})
_LOGGING: Final = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
_LOGGERS: Final = frozenset({"log", "logger"})
_FOR_PROGRAMS: Final = frozenset(
    {
        *("TypeVar", "NewType", "cast", "getattr", "hasattr", "import_string", "get_model"),
        *("compile", "startswith", "endswith", "removeprefix", "removesuffix"),
        *("execute", "executemany", "SQL", "RunSQL", "RawSQL", "TruncDay"),
        *("ForeignKey", "OneToOneField", "ManyToManyField", "Counter", "Gauge", "Histogram"),
        *("strptime", "strftime", "date_format", "date", "set_cookie", "delete_cookie"),
        *("add_argument", "set_script_prefix"),
    }
)
"""Calls whose words are a program's, not a person's."""
_NAMED_FOR_PROGRAMS: Final = frozenset(
    {
        "samesite",
        "name",
        "content_type",
        "domain",
        "related_name",
        "to",
        "db_column",
        "autocomplete",
    }
)
_SENTENCE: Final = re.compile(
    r"[A-Za-z’']+\S*\s+\S*[A-Za-z]{2,}|\d\s[a-z]{3,}|^[A-Z][a-z]+(-[a-z]+)?[.:…?!]?$"
)
_BESIDE_A_GAP: Final = re.compile(r"[A-Za-z’']{3,}\W*\s\{\}|\{\}\S*\s\W*[A-Za-z’']{3,}")
_CODE: Final = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WHERE|JOIN|DROP|TRUNCATE|LOCK|FROM|ORDER BY|AND"
    r"|OR|ON CONFLICT|NOT NULL|CONSTRAINTS?|POLICY|EXISTS|UNION|AS)\b"
    r"|\\b|\(\?|^<|^text/|^attachment|;\s?charset|^max-age|no-store"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a module. ``table`` is the name of the assignment, class or function at the top of
    the module they stand in; ``early``: they are said when the module is read.
    """

    words: Words
    table: str
    early: bool

    @property
    def text(self) -> str:
        return text(self.words)


def passages(source: str) -> Iterator[Passage]:
    """What a person may read and has no mark."""
    for statement in ast.parse(source).body:
        for words, early in _within(statement, None, early=True):
            yield Passage(words, _named(statement), early)


def too_early(source: str) -> list[str]:
    """What is said when the module is read, in the language of whoever started it."""
    found = _calls(ast.parse(source), early=True)
    return [ast.unparse(call) for call, early in found if early and called(call) in NOW]


def text(words: Words) -> str:
    """What it says, with ``{}`` where something is filled in."""
    if isinstance(words, ast.Constant):
        return words.value if isinstance(words.value, str) else ""
    parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in words.values)
    return "".join(map(str, parts))


def called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _within(node: ast.AST, parent: ast.AST | None, *, early: bool) -> Iterator[tuple[Words, bool]]:
    if isinstance(node, Words) and not isinstance(parent, ast.Expr) and _is_told(text(node)):
        yield node, early
    if not _is_for_programs(node):
        for child, later in _children(node):
            yield from _within(child, node, early=early and not later)


def _calls(node: ast.AST, *, early: bool) -> Iterator[tuple[ast.Call, bool]]:
    if isinstance(node, ast.Call):
        yield node, early
    for child, later in _children(node):
        yield from _calls(child, early=early and not later)


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """What stands in it, and whether that is run later. Annotations and keys are nobody's words."""
    runs = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    parts = (ast.FormattedValue,) if isinstance(node, ast.JoinedStr) else (ast.AST,)
    for field, value in ast.iter_fields(node):
        if field not in {"annotation", "returns", "slice", "format_spec"}:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, parts):
                    yield child, runs and field == "body"


def _is_told(words: str) -> bool:
    told = _SENTENCE.search(words.replace("{}", "x")) or _BESIDE_A_GAP.search(words)
    return bool(told) and not _CODE.search(words)


def _is_for_programs(node: ast.AST) -> bool:
    match node:
        case (
            ast.Compare()
            | ast.MatchValue()
            | ast.ClassDef(bases=[ast.Name(id="StrEnum")])
            | ast.ClassDef(name="Meta")
            | ast.FunctionDef(name="__str__" | "__repr__")
        ):
            return True
        case ast.keyword():
            return node.arg in _NAMED_FOR_PROGRAMS
        case ast.Raise(exc=ast.Call() as error):
            return called(error) in vars(builtins)
        case ast.Assign():
            return _named(node) == "__all__"
        case ast.Call():
            return called(node) in LATER | NOW | _FOR_PROGRAMS or _logs(node)
    return False


def _logs(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr in _LOGGING
        and isinstance(function.value, ast.Name)
        and function.value.id in _LOGGERS
    )


def _named(statement: ast.AST) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return name
    return ""
