"""Taking an approved post to X by hand, where no API reaches the account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from moderation.drafts import checks, links, takedowns
from moderation.drafts.errors import Refusal
from moderation.drafts.jobs import examining, handing, telling
from moderation.drafts.models import Handover, Post, Takedown
from moderation.drafts.process import Asked
from moderation.drafts.transitions import lock, move
from moderation.drafts.workflow import NotPossible, State, Verb
from policy.facts import Device, Moment
from policy.queries import NoPolicy
from policy.rules import school_device
from schoolsocial.accounts.models import Person
from schoolsocial.audit.actions import Detail

TIME_IN_HAND = timedelta(minutes=30)
"""How long somebody has between "I am posting now" and the link."""


class InOtherHands(Refusal):
    """Somebody else has it."""


class PostingStopped(Refusal):
    """The school has stopped all posting."""


class StillAway(Refusal):
    """It is about a trip, and not everybody is back."""


class TooLate(Refusal):
    """Its time has passed."""


class NotAsApproved(Refusal):
    """What was approved is no longer what would be posted: it is back with its author."""


class AwayFromSchool(Refusal):
    """The policy wants a school device, and this is none."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a post they took to X: its link, and what they ``changed``, if
    anything, in their own words."""

    link: str
    changed: str = ""


def recheck(*, post: Post, now: datetime) -> str:
    """Whether a post on the list is still as approved, as a code; empty while it is.

    One that is not goes back to its author and to SLT at once.
    """
    with transaction.atomic():
        post = lock(post)
        if post.state != State.BY_HAND:
            return ""
        broken = examining.broken_seal(post, now)
        if broken:
            examining.give_back(post, broken, now)
    return broken


def take(*, post: Post, by: Person, device: Device | None, now: datetime) -> Handover:
    """This person alone posts it now, and says within ``TIME_IN_HAND`` what came of it.

    Raises ``NotAsApproved`` (it is then back with its author), ``PostingStopped``, ``StillAway``,
    ``TooLate``, ``InOtherHands``, ``AwayFromSchool``, ``NotPossible``.
    """
    if recheck(post=post, now=now):
        raise NotAsApproved(
            gettext(
                "Something has changed since it was approved, so it must not be posted. "
                "It is back with its author, and the senior leaders know."
            )
        )
    with transaction.atomic():
        post = lock(post)
        _refuse_taking(post, by, device, now)
        taken = Handover.objects.create(
            school=post.school, post=post, by=by, taken_at=now, due_back_at=now + TIME_IN_HAND
        )
        move(post, Verb.TAKE_IN_HAND, by=by, now=now)
    return taken


def record_posted(*, post: Post, by: Person, said: Said, now: datetime) -> Post:
    """It is on X under this link. Raises ``links.NotAPostLink``, ``InOtherHands``, ``NotPossible``.

    Whoever took it may say so late, too: while it is on hold because no word came.
    """
    try:
        with transaction.atomic():
            post = lock(post)
            taken = _in_hands_of(post, by)
            _record(post, by, taken, said, now)
    except IntegrityError as clash:
        if "tweet_id" not in str(clash):
            raise
        raise links.belongs_elsewhere() from None
    return post


def let_go(*, post: Post, by: Person, now: datetime) -> Post:
    """It is not on X: it goes back on the list, for as long as its time lasts."""
    with transaction.atomic():
        post = lock(post)
        taken = _in_hands_of(post, by)
        handing.end(taken, Handover.Outcome.LET_GO, now)
        move(post, Verb.LET_GO, by=by, now=now, trouble="")
    return post


def confirm_removed(*, post: Post, by: Person, now: datetime) -> Post:
    """Somebody has deleted it on X by hand and seen that it is gone."""
    with transaction.atomic():
        post = lock(post)
        if not post.account.by_hand:
            raise NotPossible(post.state, Verb.RECORD_REMOVED)
        details = {"by_hand": True}
        move(post, Verb.RECORD_REMOVED, by=by, now=now, details=details, removed_at=now)
        takedowns.close(Takedown.objects.filter(post=post), Takedown.Outcome.REMOVED, now)
    return post


def _refuse_taking(post: Post, by: Person, device: Device | None, now: datetime) -> None:
    if post.state == State.IN_HAND:
        holder = Handover.objects.open().select_related("by").get(post=post).by
        raise InOtherHands(
            gettext("You have this post in hand already.")
            if holder == by
            else gettext("{name} has this post in hand already.").format(name=holder.name)
        )
    if post.state != State.BY_HAND:
        raise NotPossible(post.state, Verb.TAKE_IN_HAND)
    if post.school.posting_paused_at is not None:
        raise PostingStopped(
            gettext("Posting is stopped at this school. Please do not post this now.")
        )
    if examining.still_away(post):
        raise StillAway(gettext("The trip is not back at school yet. Please do not post this now."))
    if post.expires_at is not None and post.expires_at < now:
        raise TooLate(gettext("Its time has passed, so it is not posted. A senior leader decides."))
    if _away_from_school(post, by, device, now):
        raise AwayFromSchool(
            gettext(
                "The policy wants posts made on a school device, and this is not one "
                "that the school has registered. Open this page on the school's iPad or "
                "laptop."
            )
        )


def _away_from_school(post: Post, by: Person, device: Device | None, now: datetime) -> bool:
    try:
        asked = Asked(now, Moment.DRAFTING, by=by, device=device)
        found = checks.check(post, asked).in_the_way
    except NoPolicy:
        return False  # ``recheck`` has sent it back
    return any(one.finding.rule == school_device.ID for one in found)


def _in_hands_of(post: Post, by: Person) -> Handover:
    """The latest time somebody took it, which was this person."""
    latest = Handover.objects.filter(post=post).order_by("-taken_at", "-id").first()
    if latest is None or latest.by_id != by.pk or post.state not in {State.IN_HAND, State.HELD}:
        raise InOtherHands(
            gettext("This post is not in your hands. The page shows where it stands.")
        )
    return latest


def _record(post: Post, by: Person, taken: Handover, said: Said, now: datetime) -> None:
    tweet_id = links.read(said.link, post.account)
    first = post.handovers.order_by("taken_at").values_list("taken_at", flat=True)[0]
    made = links.made_between(tweet_id, first, now)
    changed = said.changed.strip()
    outcome = Handover.Outcome.CHANGED if changed else Handover.Outcome.POSTED
    handing.end(taken, outcome, now, changed)
    details: dict[str, Detail] = {"tweet_id": tweet_id, "changed": bool(changed)}
    move(
        post,
        Verb.RECORD_POSTED if post.state == State.IN_HAND else Verb.MARK_POSTED,
        by=by,
        now=now,
        details=details,
        tweet_id=tweet_id,
        posted_at=made,
        trouble="",
    )
    if changed:
        telling.it_was_changed(post, now)
