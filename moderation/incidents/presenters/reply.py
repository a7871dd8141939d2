"""The reply an incident is about: whether it is hidden, and how it can be."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

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
    if last.state == Hiding.State.ACCEPTED and last.finished_at:
        return _done(last).format(name=last.by.name, day=short(last.finished_at))
    if last.state == Hiding.State.GONE:
        return gettext("X says that the reply is no longer there.")
    if last.state == Hiding.State.REJECTED:
        said = (
            gettext("X did not hide it: {reason} You can do it by hand on X.")
            if last.hidden
            else gettext("X did not show it: {reason} You can do it by hand on X.")
        )
        return said.format(reason=last.reason)
    if last.state == Hiding.State.UNKNOWN or last.tries > 1:
        if last.hidden:
            return gettext("X did not say whether it is hidden. It will be asked again by itself.")
        return gettext("X did not say whether it is shown again. It will be asked again by itself.")
    return (
        gettext("X is being asked to hide it.")
        if last.hidden
        else gettext("X is being asked to show it.")
    )


def _done(last: Hiding) -> str:
    if last.hidden and last.by_hand:
        return gettext("It was hidden by {name}, {day}, by hand on X.")
    if last.hidden:
        return gettext("It was hidden by {name}, {day}.")
    if last.by_hand:
        return gettext("It was shown again by {name}, {day}, by hand on X.")
    return gettext("It was shown again by {name}, {day}.")
