"""What others wrote to the school, made and read in one line each."""

from datetime import timedelta

from django.utils import timezone

from moderation.mentions.jobs import presence, reading
from moderation.mentions.models import Mention, MentionWatch
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.drafts.forcing import force
from tests.fixtures.sandbox import SandboxX

HANDLE = "StCathsofSiena"


def watched(account: Account) -> MentionWatch:
    """The account's watch, which is due."""
    reading.begin()
    with scope.school(account.school_id):
        return MentionWatch.objects.get(account=account)


def read(watch: MentionWatch) -> MentionWatch:
    """One read, whenever it would have been due; the watch as it is then."""
    change(watch, next_read_at=timezone.now() - timedelta(seconds=1))
    reading.read(watch.school_id, watch.pk)
    return now_of(watch)


def check(watch: MentionWatch) -> None:
    presence.check(watch.school_id, watch.pk)


def change(watch: MentionWatch, **fields: object) -> None:
    with scope.school(watch.school_id):
        MentionWatch.objects.filter(pk=watch.pk).update(**fields)


def now_of(watch: MentionWatch) -> MentionWatch:
    with scope.school(watch.school_id):
        return MentionWatch.objects.select_related("account").get(pk=watch.pk)


def mentions(account: Account) -> list[Mention]:
    """What is known, the first written first."""
    with scope.school(account.school_id):
        rows = Mention.objects.filter(account=account).select_related("account", "school")
        return list(rows.order_by("posted_at", "id"))


def earlier(account: Account, **ago: timedelta) -> None:
    """Move moments of the account's mentions back, past the guard, as if that time had passed."""
    with scope.school(account.school_id):
        for mention in Mention.objects.filter(account=account):
            _back(mention, ago)


def _back(mention: Mention, ago: dict[str, timedelta]) -> None:
    moments = {field: getattr(mention, field) for field in ago}
    force(
        "mentions_mention",
        mention.pk,
        **{field: moment and moment - ago[field] for field, moment in moments.items()},
    )


def one_mention(
    account: Account, sandbox: SandboxX, text: str = "Well done, all of you"
) -> Mention:
    """What a parent wrote, read just now."""
    sandbox.mention("Some_Parent", HANDLE, text)
    read(watched(account))
    return mentions(account)[-1]
