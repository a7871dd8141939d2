from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from schoolsocial.audit import anchors, queries
from schoolsocial.audit.chain import Heads, Verification
from schoolsocial.tenancy import scope


class Command(BaseCommand):
    """Exit code 1 means that a chain is not as it was written."""

    help = (
        "Works out every school's audit chain again: edits, gaps, and a tail cut since an anchor."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", type=Path, help="compare with the heads in this file")
        parser.add_argument(
            "--write-anchor", type=Path, help="write the heads to this file if all is well"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        verification = Verification(self._anchored(options["anchor"]))
        with scope.platform():
            troubles = 0
            for sentence in verification.troubles(queries.stored_events()):
                self.stdout.write(sentence)
                troubles += 1
        if troubles:
            noun = "trouble" if troubles == 1 else "troubles"
            raise CommandError(f"The audit chain is not as it was written: {troubles} {noun}.")
        self.stdout.write(
            f"{verification.counted} events in {len(verification.heads)} chains, all as written."
        )
        if options["write_anchor"]:
            anchors.write(options["write_anchor"], verification.heads, timezone.now())

    def _anchored(self, path: Path | None) -> Heads | None:
        try:
            return anchors.read(path) if path else None
        except anchors.UnreadableAnchor as error:
            raise CommandError(str(error)) from error
