from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from schoolsocial.demo.main_job import DidNotHold
from schoolsocial.demo.restore_trial import STEPS
from schoolsocial.operations.backup.errors import BackupError


class Command(BaseCommand):
    """One step of the demo's restore drill: exit code 1 where something did not hold."""

    help = "Back up the demo, bring it back into an empty database, or see that nothing is sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=sorted(STEPS))
        parser.add_argument("folder", type=Path, help="where the backup is kept between the steps")

    def handle(self, *_args: object, step: str, folder: Path, **_options: object) -> None:
        try:
            for proved in STEPS[step](folder):
                self.stdout.write(f" ·  {proved}")
        except (DidNotHold, BackupError) as broken:
            raise CommandError(str(broken)) from None
