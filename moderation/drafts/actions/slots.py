"""Weekly slots: set by senior leaders, given out at approval, freed by whatever frees the post."""

from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from moderation.drafts import slots
from moderation.drafts.errors import Refusal
from moderation.drafts.models import Post, WeeklySlot
from moderation.drafts.wall_clock import LONDON
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

MOST = 20  # slots of one account: four a school day


class SlotThere(Refusal):
    """The account has it already."""


class TooManySlots(Refusal):
    """More than anybody could fill."""


class SlotOutsideHours(Refusal):
    """The policy lets nothing go out then."""


class SlotGone(Refusal):
    """Somebody was quicker, or it is not to be had any more."""


class NoSlotForANotice(Refusal):
    """An emergency notice goes out at once."""


def add(
    *,
    account: Account,
    weekday: int,
    at: time,
    school_days_only: bool,
    by: Person,
    now: datetime,
) -> WeeklySlot:
    """Keep that London hour of every week for a post of the account; ``weekday`` 0 is Monday.

    Raises ``SlotThere``, ``TooManySlots``, ``SlotOutsideHours``.
    """
    _within_hours(account, weekday, at, now)
    try:
        with transaction.atomic():
            slots.hold(account)
            if account.slots.going().count() >= MOST:
                raise TooManySlots(
                    gettext("This account has {most} slots already. End one first.").format(
                        most=MOST
                    )
                )
            made = WeeklySlot.objects.create(
                school_id=account.school_id,
                account=account,
                weekday=weekday,
                at=at,
                school_days_only=school_days_only,
                made_by=by,
                made_at=now,
            )
            _record("slot.set", made, by, now)
    except IntegrityError as clash:
        if "slot_once_a_week" not in str(clash):
            raise
        raise SlotThere(
            gettext("This account has that slot already. Choose another hour.")
        ) from None
    return made


def end(*, slot: WeeklySlot, by: Person, now: datetime) -> None:
    """It comes round no more; posts approved for it keep their time. Twice changes nothing."""
    with transaction.atomic():
        held = WeeklySlot.objects.going().select_for_update().filter(pk=slot.pk).first()
        if held is not None:
            held.ended_at, held.ended_by = now, by
            held.save(update_fields=["ended_at", "ended_by"])
            _record("slot.ended", held, by, now)


def claim(post: Post, at: datetime, now: datetime) -> None:
    """See to it that the locked post is the only one for that slot, until the transaction ends.

    Raises ``SlotGone`` where it is not free any more, ``NoSlotForANotice``.
    """
    if post.kind == Post.Kind.EMERGENCY:
        raise NoSlotForANotice(
            gettext("An emergency notice goes out at once. It waits for no slot.")
        )
    slots.hold(post.account)
    free = {
        place.at
        for place in slots.places(post.account, now=now, days=slots.LOOKED_AHEAD)
        if place.is_free
    }
    if at not in free:
        raise gone()


def gone() -> SlotGone:
    """In one sentence, wherever it shows."""
    return SlotGone(
        gettext(
            "That slot was taken a moment ago, or is not to be had any more. The next "
            "free one is below: look at it and approve again."
        )
    )


def _within_hours(account: Account, weekday: int, at: time, now: datetime) -> None:
    """Judged on a day of that name."""
    today = timezone.localdate(now)
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    moment = datetime.combine(day, at, LONDON)
    if slots.outside_hours(slots.hours_of(account.school, today), moment):
        raise SlotOutsideHours(
            gettext("The policy lets no post go out then. Choose an hour within the posting hours.")
        )


def _record(verb: str, slot: WeeklySlot, by: Person, now: datetime) -> None:
    audit.record(school_id=slot.school_id, by=by.pk, verb=verb, subject=slot, at=now)
