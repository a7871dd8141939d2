"""The guide: what people come to do, one task a file in ``tasks/``, step by step with pictures.

A picture is named, not stored with the task: ``python -m schoolsocial.demo.picturing`` makes them
all anew from the demo. In another language a task stands under the same name in a folder of the
language, such as ``tasks/cy/``; what is not there yet is told in English.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from schoolsocial.accounts.roles import Role

PICTURES = "img/guide"
"""The folder of the pictures among the static files."""
TASKS = Path(__file__).parent / "tasks"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, the page it is done on by its name, and a picture with what it shows."""

    say: str
    page: str = ""
    picture: str = ""
    shows: str = ""

    @property
    def file(self) -> str:
        """The picture's file among the static ones."""
        return f"{PICTURES}/{self.picture}.webp"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that people of these roles come to do; ``words`` are others they may call it."""

    slug: str
    title: str
    roles: tuple[Role, ...]
    words: str
    steps: tuple[Step, ...]

    def speaks_of(self, words: Sequence[str]) -> bool:
        """Whether each of the words, in small letters, is in it."""
        told = " ".join([self.title, self.words, *(step.say for step in self.steps)]).casefold()
        return all(word in told for word in words)


def tasks() -> tuple[Task, ...]:
    """Every task, by title, in the language of whoever reads."""
    return _tasks(get_language() or "")


@cache
def _tasks(language: str) -> tuple[Task, ...]:
    files = {path.stem: path for path in TASKS.glob("*.toml")}
    files |= {path.stem: path for path in (TASKS / language).glob("*.toml")}
    return tuple(sorted(map(_read, files.values()), key=lambda task: task.title))


def task(slug: str) -> Task | None:
    """The task of that name, or None."""
    return next((one for one in tasks() if one.slug == slug), None)


def found(searched: str) -> list[Task]:
    """The tasks that speak of everything somebody searched for."""
    words = searched.casefold().split()
    return [one for one in tasks() if one.speaks_of(words)]


def parted(chosen: Iterable[Task], roles: Iterable[str]) -> tuple[list[Task], list[Task]]:
    """Those for somebody with these roles, and the others."""
    own, held = list[Task](), set(roles)
    others = list[Task]()
    for one in chosen:
        (own if held & set(one.roles) else others).append(one)
    return own, others


def _read(path: Path) -> Task:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Task(
        slug=path.stem,
        title=told["title"],
        roles=tuple(Role(role) for role in told["roles"]),
        words=told["words"],
        steps=tuple(Step(**step) for step in told["steps"]),
    )
