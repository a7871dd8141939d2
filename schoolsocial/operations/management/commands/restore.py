from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from schoolsocial.operations.backup import aftermath, restoring
from schoolsocial.operations.backup.errors import BackupError
from schoolsocial.operations.backup.session import of_the_owner


class Command(BaseCommand):
    help = "Bring a backup back into an empty, migrated database. No school posts afterwards."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="read and verify it all, write nothing"
        )

    def handle(self, *_args: object, file: Path, check: bool, **_options: object) -> None:
        try:
            with file.open("rb") as opened:
                if check:
                    listed = restoring.verify(opened)
                else:
                    with of_the_owner() as session:
                        files = Path(settings.PRIVATE_ROOT)
                        listed = restoring.restore(opened, session, files, aftermath.settle)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except BackupError as reason:
            raise CommandError(str(reason)) from reason
        rows = sum(listed.rows.values())
        told = f"{rows} rows and {listed.files} files as of {listed.made_at:%d %B %Y %H:%M} UTC"
        if check:
            self.stdout.write(f"{told}: whole, as written by release {listed.version}.")
            return
        self.stdout.write(
            f"{told} are back. Posting is stopped in every school; X is looked at for what went "
            "out since. A senior leader lets posting go on, on the school's page “Stop posting”."
        )
