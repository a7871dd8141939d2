from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schoolsocial.demo.main_job import DidNotHold, MainJob


class Command(BaseCommand):
    """Draft, check, approve, post: each step printed with what it proved."""

    help = "Do the main job without a browser, through the demo's running worker and sandbox."

    def handle(self, *args: Any, **options: Any) -> None:
        job = MainJob.at_the_demo_school(timezone.now())
        try:
            for number, proved in enumerate(job.steps(), start=1):
                self.stdout.write(f"{number:2}. {proved}")
        except DidNotHold as broken:
            raise CommandError(str(broken)) from None
