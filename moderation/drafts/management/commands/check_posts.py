from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from moderation.drafts import facts
from policy.batch import command
from policy.batch.answers import Terms
from policy.batch.command import CannotCheck
from policy.queries import NoPolicy, ruleset_in_force
from schoolsocial.accounts.models import School
from schoolsocial.tenancy import scope


class Command(BaseCommand):
    """Where no school is named, `manage.py` runs `policy.batch.command` without coming here."""

    help = command.HELP
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        command.add_arguments(parser)

    def handle(
        self,
        *_args: object,
        policy: str | None,
        school: str | None,
        roll: Path | None,
        **_options: object,
    ) -> None:
        try:
            if school:
                terms = _of_school(school, policy, roll)
            else:
                terms = command.terms_of_pack(policy, roll)
            command.answer_all(terms)
        except (CannotCheck, NoPolicy) as reason:
            raise CommandError(str(reason)) from reason


def _of_school(slug: str, policy: str | None, roll: Path | None) -> Terms:
    """The school's own policy, roll and account, as far as the command line names no other."""
    school = School.objects.filter(slug=slug).first()
    if school is None:
        raise CannotCheck(f"There is no school “{slug}”. Its slug stands in its pages' addresses.")
    with scope.school(school.pk):
        return Terms(
            command.pack(policy) if policy else ruleset_in_force(school, timezone.localdate()),
            command.roll_in(roll) if roll else facts.roll_of(school),
            staff=facts.staff_of(school),
            account_handle=school.handle,
            school_phrases=(school.name,),
        )
