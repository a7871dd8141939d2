"""Wishing for an account to follow, and deciding on it, case by case."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.errors import Refusal
from moderation.following import deciding, errors, telling
from moderation.following.deciding import Given
from moderation.following.models import Followee, FollowingDecision
from moderation.following.queries import policy
from moderation.following.workflow import BEGINS_YEAR, State, Verb
from schoolsocial.accounts import together
from schoolsocial.accounts.models import Person
from schoolsocial.accounts.together import TakenBack
from schoolsocial.audit import actions as audit
from schoolsocial.x.models import Account

LONGEST_REVIEW = timedelta(days=366)
LONGEST_REASON = 500
TOGETHER = _("Taken back at once, together with the others decided with it.")
_ANEW = (State.REFUSED, State.UNFOLLOWED)


def wish(*, account: Account, handle: str, benefit: str, by: Person, now: datetime) -> Followee:
    """Somebody would like the account to follow this one; the leaders are told.

    Raises ``ReasonMissing``, ``AlreadyKnown``.
    """
    given = Given(reason=_words(benefit))
    with transaction.atomic():
        deciding.hold(account)
        rows = Followee.objects.select_for_update(of=("self",)).filter(account=account)
        known = rows.filter(handle__iexact=handle).order_by("-changed_at", "-pk").first()
        if known is not None and known.state not in _ANEW:
            raise errors.AlreadyKnown(handle)
        row = known or Followee(school_id=account.school_id, account=account, handle=handle)
        row.benefit, row.wished_by = given.reason, by
        deciding.put(row, State.WISHED, Verb.WISH, by=by, now=now, given=given)
        telling.the_leaders(account.school, now)
    return row


def decide(
    *, followees: Sequence[Followee], verb: Verb, given: Given, by: Person, now: datetime
) -> None:
    """Decide on these entries, all or none of them.

    Agreeing, adopting and keeping name a day of review; what is adopted gets the reason as its
    benefit. Raises ``ReasonMissing``, ``ReviewMissing``, ``NobodyMayBeFollowed``, ``NotPossible``.
    """
    reason, review_on = _words(given.reason), _review_on(verb, given, now)
    with transaction.atomic():
        for one in sorted(followees, key=lambda each: each.pk):
            row = deciding.lock(one)
            if verb in {Verb.AGREE, Verb.ADOPT}:
                policy.refuse_where_nobody_is_followed(row.school, timezone.localdate(now))
            changes: dict[str, object] = {"review_on": review_on} if review_on else {}
            if verb is Verb.ADOPT:
                changes["benefit"] = reason
            said = Given(reason=reason)
            deciding.move(row, verb, by=by, now=now, given=said, changes=changes)


def done(*, followee: Followee, by: Person, now: datetime) -> None:
    """Somebody did on a phone what was decided. Raises ``NotPossible``."""
    with transaction.atomic():
        row = deciding.lock(followee)
        deciding.move(row, Verb.DONE, by=by, now=now, given=Given())


def undo(*, followee: Followee, reason: str, by: Person, now: datetime) -> None:
    """Take the last decision back; the entry stands as before it. Both stay on record.

    Raises ``ReasonMissing``, ``NothingToUndo``.
    """
    given = Given(reason=_words(reason))
    with transaction.atomic():
        row = deciding.lock(followee)
        last, *earlier = row.decisions.order_by("-pk")[:2]
        if not can_undo(last):
            raise errors.NothingToUndo
        deciding.put(
            row,
            State(last.before),
            Verb.UNDO,
            by=by,
            now=now,
            given=given,
            undoes=last,
            changes={"review_on": earlier[0].review_on if earlier else None},
        )


def undo_together(
    *, followees: Sequence[Followee], at: datetime, by: Person, now: datetime
) -> TakenBack[Followee]:
    """Take back what ``by`` decided on these at that moment, each as ``undo`` does; where anything
    happened since, the entry stays.
    """

    def undo_one(followee: Followee) -> None:
        row = deciding.lock(followee)
        last = row.decisions.order_by("-pk")[0]
        if (last.at, last.by_id) != (at, by.pk):
            raise errors.ChangedSince
        undo(followee=row, reason=str(TOGETHER), by=by, now=now)

    in_order = sorted(followees, key=lambda each: each.pk)
    return together.take_back(in_order, undo_one, Refusal)


def can_undo(last: FollowingDecision) -> bool:
    """Whether this, the latest of an entry, is a person's and leads back to somewhere."""
    by_person = last.by_id is not None and last.verb not in {Verb.UNDO, Verb.SAME}
    return by_person and last.before != ""


def identify(*, followee: Followee, handle: str, by: Person, now: datetime) -> Followee:
    """Somebody opened an account known by its number on X and saw whose it is.

    Where the register has that handle without a number, both are the same from now on. The entry
    that counts. Raises ``NotPossible``.
    """
    with transaction.atomic():
        deciding.hold(followee.account)
        row = deciding.lock(followee)
        named_otherwise = row.handle and row.handle.lower() != handle.lower()
        if not row.x_user_id or named_otherwise:
            raise errors.NotPossible
        others = Followee.objects.select_for_update(of=("self",)).exclude(pk=row.pk)
        other = others.filter(account=row.account_id, handle__iexact=handle, x_user_id="").first()
        if other is None:
            row.handle = handle
            row.save(update_fields=["handle"])
            audit.record(
                school_id=row.school_id, by=by.pk, verb="following.named", subject=row, at=now
            )
            return row
        _unite(row, other, by, now)
    return other


def _unite(row: Followee, other: Followee, by: Person, now: datetime) -> None:
    number, row.x_user_id, row.handle = row.x_user_id, "", ""
    given = Given(reason=gettext("It is @{handle}").format(handle=other.handle))
    deciding.move(row, Verb.SAME, by=by, now=now, given=given, changes={"same_as": other})
    other.x_user_id, other.name = number, row.name or other.name
    other.seen_at = row.seen_at
    other.save(update_fields=["x_user_id", "name", "seen_at"])


def _words(said: str) -> str:
    said = said.strip()[:LONGEST_REASON]
    if not said:
        raise errors.ReasonMissing
    return said


def _review_on(verb: Verb, given: Given, now: datetime) -> date | None:
    if verb not in BEGINS_YEAR:
        return None
    today = timezone.localdate(now)
    if given.review_on is None or not today < given.review_on <= today + LONGEST_REVIEW:
        raise errors.ReviewMissing
    return given.review_on
