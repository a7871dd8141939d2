"""Reminding whoever does it of blocks that wait for too long: each school day, in school hours."""

from datetime import datetime, timedelta

from django.db.models import Q

from moderation.blocks import record, telling
from moderation.blocks.models import Block, BlockEntry
from schoolsocial.accounts.school_time import school_days
from schoolsocial.tenancy import scope

AT_ONCE = 200
_NEARLY_A_DAY = timedelta(hours=20)


def remind(now: datetime) -> int:
    """A mail for each block that is late, once a school day; how many."""
    return sum(_remind(school_id, block_id, now) for school_id, block_id in _late(now))


def _remind(school_id: int, block_id: int, now: datetime) -> bool:
    with scope.school(school_id):
        rows = Block.objects.for_a_person().select_for_update(skip_locked=True, of=("self",))
        rows = rows.select_related("school", "account").filter(_is_late(now), pk=block_id)
        block = rows.first()
        if block is None or not school_days(block.school).in_hours(now):
            return False
        block.reminded_at = now
        block.save(update_fields=["reminded_at"])
        record.add(block, BlockEntry.Kind.REMINDED, by=None, now=now)
        telling.whoever_does_it(block, telling.LATE, now)
    return True


def _late(now: datetime) -> list[tuple[int, int]]:
    with scope.platform():
        rows = Block.objects.for_a_person().filter(_is_late(now)).order_by("due_at")
        return list(rows.values_list("school_id", "pk")[:AT_ONCE])


def _is_late(now: datetime) -> Q:
    quiet = Q(reminded_at=None) | Q(reminded_at__lt=now - _NEARLY_A_DAY)
    return Q(due_at__lt=now) & quiet
