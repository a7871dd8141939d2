"""Weekly slots and posts in them."""

from datetime import datetime, time

from moderation.drafts import slots
from moderation.drafts.actions import reviews
from moderation.drafts.actions import slots as actions
from moderation.drafts.models import Post, WeeklySlot
from moderation.drafts.wall_clock import LONDON
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account

MONDAY, WEDNESDAY = 0, 2
NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)  # a Friday


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def make_slot(
    account: Account, by: Person, weekday: int = MONDAY, at: str = "15:30", *, always: bool = False
) -> WeeklySlot:
    with scope.school(account.school_id):
        return actions.add(
            account=account,
            weekday=weekday,
            at=time.fromisoformat(at),
            school_days_only=not always,
            by=by,
            now=NOW,
        )


def into_the_next(post: Post, by: Person, now: datetime = NOW) -> Post:
    """Approved for the slot that is shown then."""
    with scope.school(post.school_id):
        post = Post.objects.select_related("account__school").get(pk=post.pk)
        shown = slots.offered(post, now)
        assert shown is not None
        reviews.approve(post=post, by=by, version=1, now=now, wall_time=shown.value, in_slot=True)
        return Post.objects.get(pk=post.pk)


def free(account: Account, now: datetime = NOW) -> list[str]:
    """The free slots of the coming two weeks, as they are entered."""
    with scope.school(account.school_id):
        fresh = Account.objects.select_related("school").get(pk=account.pk)
        return [one.entered for one in slots.places(fresh, now=now) if one.is_free]


def skipped(account: Account, now: datetime = NOW) -> dict[str, str]:
    with scope.school(account.school_id):
        fresh = Account.objects.select_related("school").get(pk=account.pk)
        return {
            one.entered: str(one.skipped) for one in slots.places(fresh, now=now) if one.skipped
        }
