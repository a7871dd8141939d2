import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from moderation.drafts import facts
from policy import packs
from policy.batch import rolls
from policy.batch.answers import Terms, answers
from policy.batch.lines import lines
from policy.engine import RuleSet
from policy.queries import NoPolicy, ruleset_in_force
from policy.roll import Roll
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope


class Command(BaseCommand):
    """Without ``--school`` it needs neither database nor settings (``schoolsocial.bare``)."""

    help = "Check posts from the standard input against a policy: JSON lines in, JSON lines out."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--policy", help=f"a pack: {', '.join(packs.slugs())}")
        parser.add_argument(
            "--school", help="slug of a school, whose roll is used and whose policy"
        )
        parser.add_argument("--roll", type=Path, metavar="FILE.csv", help="pupils' names")

    def handle(
        self,
        *_args: object,
        policy: str | None,
        school: str | None,
        roll: Path | None,
        **_options: object,
    ) -> None:
        if not policy and not school:
            raise CommandError(
                f"Say which policy: --policy with one of {', '.join(packs.slugs())}, "
                "or --school for the one in force there."
            )
        names = _roll_in(roll) if roll else None
        terms = _of_school(school, policy, names) if school else _of_pack(policy or "", names)
        try:
            _answer(terms)
        except BrokenPipeError:
            _end_quietly()


def _answer(terms: Terms) -> None:
    """Every line as soon as it is checked."""
    for answer in answers(_given(), terms):
        sys.stdout.buffer.write(answer.encode() + b"\n")
        sys.stdout.buffer.flush()


def _given() -> Iterator[bytes | None]:
    if sys.stdin is None:
        raise CommandError("There is no standard input to read posts from.")
    try:
        yield from lines(sys.stdin.buffer)
    except OSError as error:
        raise CommandError(f"The posts could not be read: {error.strerror}.") from error


def _roll_in(file: Path) -> Roll:
    try:
        return rolls.read(file.read_bytes())
    except OSError as error:
        raise CommandError(f"The roll {file} could not be read: {error.strerror}.") from error
    except rolls.RollError as error:
        raise CommandError(f"{file}: {error}") from error


def _of_pack(slug: str, roll: Roll | None) -> Terms:
    return Terms(_pack(slug), roll or Roll(), staff=Roll())


def _of_school(slug: str, policy: str | None, roll: Roll | None) -> Terms:
    """The school's own policy, roll and account, as far as the command line names no other."""
    school = School.objects.filter(slug=slug).first()
    if school is None:
        raise CommandError(f"There is no school “{slug}”. Its slug stands in its pages' addresses.")
    with scope.school(school.pk):
        try:
            ruleset = _pack(policy) if policy else ruleset_in_force(school, timezone.localdate())
        except NoPolicy as error:
            raise CommandError(str(error)) from error
        return Terms(
            ruleset,
            facts.roll_of(school) if roll is None else roll,
            staff=facts.staff_of(school),
            account_handle=school.handle,
            school_phrases=(school.name,),
        )


def _pack(slug: str) -> RuleSet:
    try:
        return packs.load(slug).ruleset(1)
    except packs.PackError as error:
        raise CommandError(str(error)) from error


def _end_quietly() -> None:
    """Whoever read the answers has seen enough: nothing is left to be flushed at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
