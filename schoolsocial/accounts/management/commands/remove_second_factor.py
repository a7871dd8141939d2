from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolsocial.accounts.actions import second_factors
from schoolsocial.accounts.errors import Refusal
from schoolsocial.accounts.models import Person


class Command(BaseCommand):
    help = (
        "Takes away the second factor and passkeys of somebody who lost them, and signs them out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            second_factors.take_away_by_operator(email=options["email"])
        except Person.DoesNotExist as error:
            raise CommandError("Nobody signs in with this address. Check its spelling.") from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Gone. Make sure that it is they who asked, before they sign in again.")
