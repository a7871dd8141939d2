from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from schoolsocial.accounts.roles import Role
from schoolsocial.demo import loading
from schoolsocial.demo.data.schools import PASSWORD, PLATFORM_ADMIN, SCHOOLS, DemoSchool


class Command(BaseCommand):
    """Fills the demo where it is empty and prints who can sign in."""

    help = "Load the two demo schools, connect them to the sandbox, and print who can sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        loading.load(timezone.now())
        for demo in SCHOOLS:
            self._print_school(demo)
        self.stdout.write(f"The trust\n  {PLATFORM_ADMIN:34} {'Trust administrator':40}")
        self.stdout.write(f"\nEverybody's password: {PASSWORD}")

    def _print_school(self, demo: DemoSchool) -> None:
        self.stdout.write(f"{demo.name}{_asks(demo)}")
        for staff in demo.staff:
            roles = ", ".join(str(Role(role).label) for role in staff.roles)
            self.stdout.write(f"  {staff.login + '@' + demo.domain:34} {roles}")


def _asks(demo: DemoSchool) -> str:
    if not demo.second_factor:
        return " (second factor switched off, to get you in quickly)"
    return " (leaders and office are asked to set up a second factor)"
