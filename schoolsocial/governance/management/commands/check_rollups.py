from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from schoolsocial.governance.jobs import counting
from schoolsocial.governance.queries import rollups
from schoolsocial.tenancy import scope


class Command(BaseCommand):
    """Exit code 1 means that a number is not what the tables say."""

    help = (
        "Counts again what governors are shown of each school, and names each number that differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--school", help="only this school, by its short name")
        parser.add_argument(
            "--rebuild", action="store_true", help="write the numbers anew, then compare"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now, wrong = timezone.now(), 0
        chosen = rollups.schools(options["school"])
        if options["school"] and not chosen:
            raise CommandError(f"No school is called “{options['school']}” in addresses.")
        for school in chosen:
            if options["rebuild"]:
                counting.count(school.pk, now)
            with scope.school(school.pk):
                found = counting.differences(school, now)
            for sentence in found:
                self.stdout.write(f"{school.slug}: {sentence}")
            wrong += len(found)
        if wrong:
            raise CommandError(f"{wrong} numbers are not as counted. --rebuild writes them anew.")
        self.stdout.write(f"{len(chosen)} schools, every number as counted.")
