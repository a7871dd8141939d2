from celery import shared_task

from schoolsocial.celery import ring
from schoolsocial.x.jobs import keeping, profiles


@shared_task(time_limit=120)
def renew(school_id: int, account_id: int) -> None:
    """Renew one account's tokens."""
    keeping.renew(school_id, account_id)


@shared_task(time_limit=120)
def sweep_connections() -> None:
    """Ring for every account whose tokens can be renewed."""
    for school_id, account_id in keeping.to_renew():
        ring(renew, school_id, account_id)


@shared_task(time_limit=120)
def look_at_profile(school_id: int, account_id: int) -> None:
    """Read one account's profile and compare it."""
    profiles.look(school_id, account_id)


@shared_task(time_limit=120)
def sweep_profiles() -> None:
    """Ring for every account whose profile is to be read."""
    for school_id, account_id in profiles.to_look_at():
        ring(look_at_profile, school_id, account_id)


@shared_task(time_limit=120)
def let_go(school_id: int, account_id: int) -> None:
    """Destroy the tokens of one leaver's own account."""
    keeping.let_go(school_id, account_id)


@shared_task(time_limit=120)
def sweep_leavers() -> None:
    """Ring for staff accounts whose owner has left."""
    for school_id, account_id in keeping.of_leavers():
        ring(let_go, school_id, account_id)


@shared_task(time_limit=120)
def sweep_budgets() -> None:
    """Let accounts go on that waited for the budget and have room again."""
    for school_id in keeping.waiting_for_budget():
        keeping.go_on(school_id)
