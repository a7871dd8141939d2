"""Mails about blocks. They say that there is something to do, and nothing of whom it is about."""

from datetime import datetime

from django.urls import reverse

from moderation.blocks.models import Block
from schoolsocial.accounts.actions import letters
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission
from schoolsocial.x.models import Account

TO_DO, AGAIN, LATE = "block-to-do", "block-open-again", "block-late"


def whoever_does_it(block: Block, kind: str, now: datetime, *, but: int | None = None) -> None:
    """To the owner of a staff account, else to the senior leaders; not to ``but``, who knows."""
    account: Account = block.account
    path = reverse("blocks:block", args=[block.school.slug, block.pk])
    members = Membership.objects.able_to(Permission.DECIDE_BLOCKS)
    if account.kind == Account.Kind.STAFF:
        members = Membership.objects.active().filter(person=account.owner_id)
    told = members.exclude(person=but) if but else members
    for address in sorted(told.values_list("person__email", flat=True)):
        letters.queue(school=block.school, to=address, kind=kind, path=path, now=now)
