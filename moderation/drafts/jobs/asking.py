"""Asking X for one post by its number."""

from enum import StrEnum

from schoolsocial.x import calling, errors
from schoolsocial.x.models import Account


class Word(StrEnum):
    """What X says of a post."""

    THERE = "there"
    GONE = "gone"
    NOTHING = "nothing"


def whether_there(tweet_id: str, account: Account) -> Word:
    """X's word on the post; ``NOTHING`` where it cannot be asked or gives no clear answer."""
    if not account.connected:
        return Word.NOTHING
    try:
        with calling.as_account(account) as client:
            presence = client.lookup([tweet_id])
    except errors.XError:
        return Word.NOTHING
    if tweet_id in presence.gone:
        return Word.GONE
    return Word.THERE if tweet_id in presence.there else Word.NOTHING
