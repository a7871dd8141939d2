from celery import shared_task
from django.utils import timezone

from schoolsocial.celery import ring
from schoolsocial.governance.jobs import counting, reporting
from schoolsocial.governance.queries import rollups


@shared_task(time_limit=600)
def count(school_id: int) -> None:
    """Count the numbers of one school."""
    counting.count(school_id, timezone.now())


@shared_task(time_limit=60)
def sweep() -> None:
    """Ring for every school."""
    for school in rollups.schools():
        ring(count, school.pk)


@shared_task(time_limit=300)
def report(school_id: int) -> None:
    """Make the report of a half-term that has ended."""
    reporting.report(school_id, timezone.now())


@shared_task(time_limit=60)
def sweep_reports() -> None:
    """Ring for every school, in office hours."""
    if reporting.in_office_hours(timezone.now()):
        for school in rollups.schools():
            ring(report, school.pk)
