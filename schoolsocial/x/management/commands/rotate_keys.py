from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolsocial.sealed import BadKey
from schoolsocial.x.actions import rotating


class Command(BaseCommand):
    help = "Seals the tokens of every account with the newest of TOKEN_KEYS. May be run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = rotating.rotate(dry_run=options["dry_run"])
        except BadKey as error:
            raise CommandError(str(error)) from error
        did = "would be sealed anew" if options["dry_run"] else "sealed anew"
        self.stdout.write(
            f"{counts.resealed} {did}, {counts.current} current, {counts.unreadable} not opened."
        )
        if not counts.old_keys_are_free:
            raise CommandError(
                "Some accounts do not open with the keys listed. Keep the earlier keys in "
                "TOKEN_KEYS, add the one that is missing, or have those accounts connected again."
            )
