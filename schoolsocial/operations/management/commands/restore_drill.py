import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schoolsocial.operations import actions
from schoolsocial.operations.backup import drilling
from schoolsocial.operations.backup.errors import BackupError


class Command(BaseCommand):
    """Exit code 1 means that a backup made now would not come back as it was."""

    help = "Back up, restore into a database for the purpose, compare, drop it, write down the day."

    def handle(self, *_args: object, **_options: object) -> None:
        at, began = timezone.now(), time.monotonic()
        try:
            made = drilling.run()
        except BackupError as reason:
            took = time.monotonic() - began
            actions.note_drill(at=at, seconds=took, made=None, trouble=str(reason))
            raise CommandError(str(reason)) from reason
        drill = actions.note_drill(at=at, seconds=time.monotonic() - began, made=made)
        self.stdout.write(
            f"{drill.rows} rows and {drill.files} files came back as they were, "
            f"in {drill.seconds} seconds."
        )
