from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schoolsocial.accounts.actions import people
from schoolsocial.accounts.errors import Refusal


class Command(BaseCommand):
    help = "Makes somebody an administrator of the installation, who may then add schools."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass("Password: ")
        try:
            validate_password(password)
            people.make_platform_admin(
                email=options["email"], name=options["name"], password=password
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Sign in, add a second factor, then open /platform/.")
