"""A language that puts each sentence in brackets, and what of a page stands outside them."""

import html
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from policy.understanding import SCENARIOS
from tests.house.sources import ROOT

OPENS, CLOSES = "⟦", "⟧"
_UNREAD = re.compile(r"<(script|style|kbd|code|template)\b.*?</\1>", re.DOTALL)
_SPOKEN = re.compile(r"\s(?:aria-label|placeholder|title|alt)=\"([^\"]*)\"")
_ADDRESS = re.compile(r"/[\w/-]*/|PostgreSQL [\d.]+")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def one(_catalogue: object, message: str) -> str:
    return f"{OPENS}{message}{CLOSES}"


def counted(_catalogue: object, single: str, many: str, number: int) -> str:
    return f"{OPENS}{single if number == 1 else many}{CLOSES}"


def untold(page: str) -> list[str]:
    """Every text of the page, and every name and description in it, that has words outside the
    brackets; without what is inside them.
    """
    seen = _UNREAD.sub("", page)
    texts = [*re.split(r"<[^>]*>", _outside(seen)), *map(_outside, _SPOKEN.findall(seen))]
    told = (" ".join(html.unescape(text).split()) for text in texts)
    return [text for text in told if _WORDS.search(text) and not _ADDRESS.fullmatch(text)]


def left_of(texts: list[str], known: set[str]) -> list[str]:
    """Those of the texts that are not made of what is known already."""
    longest_first = sorted(known, key=len, reverse=True)
    return [text for text in texts if _WORDS.search(_without(_whole(text, known), longest_first))]


def stored() -> set[str]:
    """Whatever is written in a row: the words of people, and codes that no page shows as words."""
    found = set[str]()
    for model in apps.get_models(include_auto_created=True):
        found.update(text for row in _rows(model) for text in _texts(row))
    return {text for text in map(_spaced, found) if not re.fullmatch(r"[a-z_.:-]*", text)}


@cache
def quoted() -> frozenset[str]:
    """What is quoted in a page as it was written: packs, playbooks, the guide, families' words."""
    files = (path for folder in _FOLDERS for path in (ROOT / folder).rglob("*.toml"))
    read = (tomllib.loads(path.read_text(encoding="utf-8")) for path in files)
    found = {text for file in read for text in _texts(file)}
    return frozenset(map(_spaced, found | {scenario.text for scenario in SCENARIOS}))


_FOLDERS = (
    "consent/languages",
    "moderation/incidents/playbooks",
    "policy/packs",
    "policy/words",
    "schoolsocial/help/tasks",
)


def _outside(text: str) -> str:
    kept, depth = list[str](), 0
    for letter in text:
        if letter == OPENS:
            depth += 1
        elif letter == CLOSES:
            depth -= 1
        elif not depth:
            kept.append(letter)
    return "".join(kept)


def _whole(text: str, known: set[str]) -> str:
    """Without what was cut short."""
    short = text.removesuffix("…")
    cut = short != text and any(one_of_them.startswith(short) for one_of_them in known)
    return "" if cut else text


def _without(text: str, known: list[str]) -> str:
    for one_of_them in known:
        text = text.replace(one_of_them, " ") if len(one_of_them) > 1 else text
    return text


def _rows(model: type[Model]) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(one) FROM "{model._meta.db_table}" AS one')
        for (row,) in cursor.fetchall():
            yield json.loads(row)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield from (value, *value.split("\n"))
        case dict():
            for name, inner in value.items():
                yield from _texts(name)
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)


def _spaced(text: str) -> str:
    return " ".join(text.split())
