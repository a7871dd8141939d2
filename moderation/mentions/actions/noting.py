"""Somebody passes on what was written to the school: where no software reads, this is how it comes.

Source: S15, mentions that show the school in a positive light are welcome.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from moderation.mentions import words
from moderation.mentions.errors import Refusal
from moderation.mentions.models import Mention
from schoolsocial.accounts.models import Person
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account
from schoolsocial.x.timeline import posted_at

LONGEST_WORDS = 1000


class KnownAlready(Refusal):
    """It was read or passed on before."""

    def __init__(self) -> None:
        super().__init__(gettext("The leaders have this one already. Thank you."))


class OurOwn(Refusal):
    """A post of the school's own is no mention of it."""

    def __init__(self) -> None:
        super().__init__(
            gettext("That is a post of the school itself. Paste the link of what others wrote.")
        )


class NotYet(Refusal):
    """X has not made a post of that number."""

    def __init__(self) -> None:
        super().__init__(
            gettext("X has no such post. Copy the link again from the post’s own page.")
        )


def note(
    *, account: Account, tweet_id: str, handle: str, said: str, by: Person, now: datetime
) -> Mention:
    """Keep it as it was copied, for a leader to look at. ``handle`` wrote it, as far as its link
    says; what X would tell beyond that is not known.

    Raises ``KnownAlready``, ``OurOwn``, ``NotYet``, ``words.Shut``.
    """
    if account.school.accounts.filter(handle__iexact=handle).exists():
        raise OurOwn
    if posted_at(tweet_id) > now:
        raise NotYet
    sealed = words.seal(said.strip(), school_id=account.school_id, tweet_id=tweet_id)
    try:
        with transaction.atomic():
            mention = Mention.objects.create(
                school_id=account.school_id,
                account=account,
                tweet_id=tweet_id,
                conversation_id=tweet_id,
                handle=handle,
                words=sealed,
                posted_at=posted_at(tweet_id),
                seen_at=now,
                checked_at=now,
            )
            audit.record(
                school_id=account.school_id, by=by.pk, verb="mention.noted", subject=mention, at=now
            )
    except IntegrityError as clash:
        if "mention_once" not in str(clash):
            raise
        raise KnownAlready from None
    return mention
