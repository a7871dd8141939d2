"""The reply an incident is about: whether it is hidden, and how it can be."""

from dataclasses import dataclass

from django.conf import settings

from moderation.drafts.presenters.times import short
from moderation.incidents.models import Hiding, Incident
from moderation.incidents.queries.hiding import accounts_to_hide_by, latest
from moderation.incidents.replies import tweet_id_in
from schoolsocial.x.models import Account


@dataclass(frozen=True, slots=True)
class Reply:
    """``url`` is empty where the incident's link leads to no post, ``account_url`` where nobody
    knows who wrote it. ``told`` says in a sentence what became of it; ``waits``: X is being asked.
    ``accounts`` can hide it through the API.
    """

    url: str
    account_url: str
    told: str
    waits: bool
    is_hidden: bool
    accounts: tuple[Account, ...]
    chosen: int | None


def reply_of(incident: Incident) -> Reply:
    tweet_id = tweet_id_in(incident.link)
    last = latest(incident) if tweet_id else None
    return Reply(
        url=f"{settings.X_PUBLIC_URL}/i/status/{tweet_id}" if tweet_id else "",
        account_url=f"{settings.X_PUBLIC_URL}/{incident.handle}" if incident.handle else "",
        told=_told(last) if last else "",
        waits=last is not None and last.finished_at is None,
        is_hidden=last is not None and last.state == Hiding.State.ACCEPTED and last.hidden,
        accounts=tuple(accounts_to_hide_by(incident.school)) if tweet_id else (),
        chosen=incident.account_id,
    )


def _told(last: Hiding) -> str:
    doing, done = ("hide", "hidden") if last.hidden else ("show", "shown again")
    if last.state == Hiding.State.ACCEPTED and last.finished_at:
        how = ", by hand on X" if last.by_hand else ""
        return f"It was {done} by {last.by.name}, {short(last.finished_at)}{how}."
    if last.state == Hiding.State.GONE:
        return "X says that the reply is no longer there."
    if last.state == Hiding.State.REJECTED:
        return f"X did not {doing} it: {last.reason} You can do it by hand on X."
    if last.state == Hiding.State.UNKNOWN or last.tries > 1:
        return f"X did not say whether it is {done}. It will be asked again by itself."
    return f"X is being asked to {doing} it."
