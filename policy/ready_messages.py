"""Words to start a post from: online-safety messages, and notices for an emergency.

St C: "we will endeavour to reinforce e-safety rules" (S8). A notice for an emergency is a setting
of other schools. What a notice leaves open stands in [brackets].
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from policy.facts import PostKind
from schoolsocial.words import Words

AUDIENCES = {"pupils": _("Pupils"), "parents": _("Parents and carers")}
TOPICS = {
    "help": _("Asking for help"),
    "kindness": _("Kindness"),
    "passwords": _("Passwords"),
    "privacy": _("Private things and pictures"),
    "people": _("People you meet online"),
    "screen-time": _("Time and settings"),
    "age-limits": _("Age limits"),
    "games": _("Games"),
    "truth": _("What is true"),
}

_FOLDER = Path(__file__).parent / "words"
_OPEN = re.compile(r"\[[^\]\n]*\]")


@dataclass(frozen=True, slots=True)
class ReadyMessage:
    """One of them. ``audience`` and ``topic`` sort online-safety messages, ``title`` names a
    notice; each is empty for the other kind.
    """

    id: str
    kind: PostKind
    text: str
    audience: str = ""
    topic: str = ""
    title: str = ""

    @property
    def audience_words(self) -> Words:
        return AUDIENCES.get(self.audience, "")

    @property
    def topic_words(self) -> Words:
        return TOPICS.get(self.topic, "")


def still_open(text: str) -> tuple[str, ...]:
    """What nobody has filled in yet, brackets and all."""
    return tuple(_OPEN.findall(text))


def online_safety(*, audience: str = "", topic: str = "") -> tuple[ReadyMessage, ...]:
    """The online-safety messages for these readers on this topic; "" asks for all."""
    return tuple(
        message
        for message in EVERY
        if message.kind is PostKind.ONLINE_SAFETY
        and audience in {"", message.audience}
        and topic in {"", message.topic}
    )


def notices() -> tuple[ReadyMessage, ...]:
    """The notices for an emergency."""
    return tuple(message for message in EVERY if message.kind is PostKind.EMERGENCY)


def _read(name: str, table: str, kind: PostKind) -> Iterator[ReadyMessage]:
    written: Mapping[str, Any] = tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return (ReadyMessage(kind=kind, **entry) for entry in written[table])


EVERY: tuple[ReadyMessage, ...] = (
    *_read("ready_messages.toml", "messages", PostKind.ONLINE_SAFETY),
    *_read("emergency_notices.toml", "notices", PostKind.EMERGENCY),
)
BY_ID: Mapping[str, ReadyMessage] = {message.id: message for message in EVERY}
