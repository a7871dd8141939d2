import time
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from schoolsocial.operations import actions
from schoolsocial.operations.backup import keys, making
from schoolsocial.operations.backup.errors import BackupError
from schoolsocial.operations.backup.session import of_the_owner


class Command(BaseCommand):
    help = "Write every school's rows and the stored pictures into one encrypted file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="which must not be there yet")

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        began = time.monotonic()
        try:
            key_id, _ = keys.current()
            with of_the_owner() as session:
                made = making.write(file, session, Path(settings.PRIVATE_ROOT))
        except BackupError as reason:
            raise CommandError(str(reason)) from reason
        backup = actions.note_backup(made=made, key_id=key_id, seconds=time.monotonic() - began)
        self.stdout.write(
            f"{backup.rows} rows and {backup.files} files as of {made.made_at:%d %B %Y %H:%M} UTC, "
            f"sealed with key “{key_id}”. Keep the key where the backup is not."
        )
