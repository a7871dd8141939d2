"""The rules a policy may call upon, each a small pure file of its own.

To add one: write the file after the pattern of its neighbours, list it in `RULES`, and give it
a test file of the same name.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.rules import (
    alt_text,
    debate_or_reply,
    hashtags,
    individual_target,
    length,
    mention,
    offensive,
    pupil_full_name,
    pupil_name_with_photo,
    text_speak,
)


class Rule(Protocol):
    """A module of this package.

    `OPTIONS` are the options it takes, with their defaults; `HELP` says in a sentence or two what
    the rule looks for and what to do about it.
    """

    ID: str
    TITLE: str
    HELP: str
    OPTIONS: dict[str, Option]

    def check(self, facts: Facts, options: Options, /) -> Iterator[Mark]: ...


RULES: tuple[Rule, ...] = (
    pupil_full_name,
    pupil_name_with_photo,
    individual_target,
    text_speak,
    length,
    hashtags,
    offensive,
    mention,
    debate_or_reply,
    alt_text,
)

BY_ID: Mapping[str, Rule] = {rule.ID: rule for rule in RULES}
