"""The kinds of incident and what is done about each, as shipped. A school may change the steps."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from moderation.incidents.clocks import Clock

_FILE = Path(__file__).with_name("playbooks") / "shipped.toml"
MOST_STEPS = 20
LONGEST_STEP = 300  # characters
LONGEST_TIME = 24 * 90  # hours


class Severity(TextChoices):
    MINOR = "minor", _("Minor")
    SERIOUS = "serious", _("Serious")
    URGENT = "urgent", _("Urgent")


class Who(TextChoices):
    """Whose step it is."""

    REPORTER = "reporter", _("Whoever reported it")
    SLT = "slt", _("A senior leader")
    DSL = "dsl", _("The safeguarding lead")
    ADMIN = "admin", _("An administrator")


class Does(TextChoices):
    """What a step does; those in ``TOLD`` are done outside, by a named person, with a reference."""

    PRESERVE = "preserve", _("Keep the evidence")
    HIDE = "hide", _("Hide the reply")
    DELETE = "delete", _("Delete our post")
    BLOCK = "block", _("Block the account")
    REPORT = "report", _("Report to X")
    TALK = "talk", _("Talk")
    PARENTS = "parents", _("Tell the parents")
    DSL = "dsl", _("Tell the safeguarding lead")
    DPO = "dpo", _("Tell the data protection officer")
    ICO = "ico", _("Report to the ICO")
    LADO = "lado", _("Tell the designated officer (LADO)")
    CARE = "care", _("Refer to social care")
    POLICE = "police", _("Call the police")
    PREVENT = "prevent", _("Tell the Prevent lead")
    IWF = "iwf", _("Report to the Internet Watch Foundation")
    TELL = "tell", _("Tell")
    STOP = "stop", _("Stop")
    SECURE = "secure", _("Secure the account")
    ASSESS = "assess", _("Think it through")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    CHECK = "check", _("Check")
    RECORD = "record", _("Copy into the record")
    DECIDE = "decide", _("Decide")


TOLD = frozenset({Does.ICO, Does.LADO, Does.CARE, Does.POLICE, Does.PREVENT, Does.IWF, Does.REPORT})


class BadPlaybook(ValueError):
    """A playbook has a step that cannot be read; says which and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: by whom, within how many hours of the report."""

    who: Who
    does: Does
    within: int
    words: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """A kind of incident. ``confidential``: only the safeguarding leads and the head see it.
    ``keep_months`` after its closing, unless a school says otherwise, its words are destroyed;
    ``kept_because`` says where that number is from.
    """

    code: str
    label: str
    about: str
    severity: Severity
    confidential: bool
    clock: Clock
    keep_months: int
    kept_because: str
    steps: tuple[Step, ...]


@cache
def shipped() -> Mapping[str, Playbook]:
    """Every kind of incident by its code, in the order of the file."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {code: _read(code, entry) for code, entry in data.items()}


def read_step(row: Mapping[str, Any]) -> Step:
    """A step from data. Raises ``BadPlaybook``."""
    try:
        step = Step(Who(row["who"]), Does(row["does"]), int(row["within"]), str(row["words"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadPlaybook(f"A step cannot be read: {error}") from error
    if not 1 <= step.within <= LONGEST_TIME or not 0 < len(step.words) <= LONGEST_STEP:
        raise BadPlaybook("A step needs words, and 1 hour to 90 days.")
    return step


def written(step: Step) -> dict[str, Any]:
    """A step as data, as ``read_step`` takes it."""
    return {
        "who": step.who.value,
        "does": step.does.value,
        "within": step.within,
        "words": step.words,
    }


def _read(code: str, entry: Mapping[str, Any]) -> Playbook:
    return Playbook(
        code=code,
        label=entry["label"],
        about=entry["about"],
        severity=Severity(entry["severity"]),
        confidential=entry.get("confidential", False),
        clock=Clock(entry.get("clock", "")),
        keep_months=entry["keep_months"],
        kept_because=entry["kept_because"],
        steps=tuple(read_step(row) for row in entry["steps"]),
    )
