"""A post on X as its page and the lists show it."""

from dataclasses import dataclass

from django.conf import settings

from moderation.catalogue.models import Remark, Tweet
from moderation.catalogue.presenters import pictures
from moderation.catalogue.presenters.pictures import Absent, Picture
from moderation.drafts.presenters import times
from moderation.drafts.workflow import State
from policy.rules import BY_ID

_VERDICTS = {
    Remark.Verdict.STOP: "The policy of today would stop it.",
    Remark.Verdict.ASK: "Somebody would be asked about it today.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One post; ``link`` is its address on X, empty where X no longer has it. ``absent`` are its
    pictures that cannot be shown here."""

    tweet: Tweet
    words: str
    posted: str
    stands: str
    approval: str
    pictures: tuple[Picture, ...]
    absent: tuple[Absent, ...]
    link: str
    can_come_down: bool


@dataclass(frozen=True, slots=True)
class Why:
    """One thing that was found, in a sentence, with the clause it is about where there is one."""

    sentence: str
    clause: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A post with what the audit found of it."""

    remark: Remark
    row: Row
    verdict: str
    why: tuple[Why, ...]


def row(tweet: Tweet) -> Row:
    return Row(
        tweet=tweet,
        words=tweet.words,
        posted=times.written(tweet.posted_at),
        stands=stands(tweet),
        approval=approval(tweet),
        pictures=tuple(pictures.held(tweet)),
        absent=tuple(pictures.absent(tweet)),
        link=address(tweet),
        can_come_down=not _gone(tweet) and _state(tweet) in {"", State.POSTED},
    )


def address(tweet: Tweet) -> str:
    """Where it is on X; empty where X no longer has it."""
    if _gone(tweet):
        return ""
    return f"{settings.X_PUBLIC_URL}/{tweet.account.handle}/status/{tweet.tweet_id}"


def found(remark: Remark) -> Found:
    verdict = _VERDICTS[Remark.Verdict(remark.verdict)]
    return Found(remark, row(remark.tweet), verdict, tuple(why(remark)))


def why(remark: Remark) -> list[Why]:
    """What was found, each in a sentence; whose face or name it is is never said."""
    told = [Why(_title(one["rule"]), one["clause"], one["words"]) for one in remark.findings]
    if remark.faces:
        told.append(Why(_counted(remark.faces, "face") + " that nobody has accounted for."))
    if remark.unseen:
        told.append(
            Why(
                _counted(remark.unseen, "picture") + " that nobody here has looked at: see it on X."
            )
        )
    if remark.films:
        told.append(
            Why(
                _counted(remark.films, "video or moving picture", "videos or moving pictures")
                + " of which only the still preview was looked at: watch it on X."
            )
        )
    if remark.is_old:
        told.append(Why("It, or a picture in it, is older than the school keeps."))
    return told


def stands(tweet: Tweet) -> str:
    """Whether X has it, in one sentence."""
    state, removal = _state(tweet), getattr(tweet, "removal", None)
    if removal is not None and removal.gone_at is not None:
        return f"Gone from X: seen on {times.written(removal.gone_at)}."
    if state == State.REMOVED and tweet.account.by_hand:
        return "Deleted by hand, as somebody here recorded. X cannot be asked for this account."
    if state == State.REMOVED:
        return "X says that it is deleted. Whether it is gone is being checked."
    if state == State.REMOVING:
        return "X is being asked to delete it."
    if tweet.missing_since is not None:
        return f"No longer on X since {times.written(tweet.missing_since)}."
    return "On X."


def approval(tweet: Tweet) -> str:
    """Whether anybody approved it here."""
    if tweet.post is None:
        if tweet.source == Tweet.Source.ARCHIVE:
            return "From the archive of the account. Not approved here."
        return "Seen on X. Not approved here."
    if tweet.post.adopted_at is not None:
        return (
            f"Not approved here. {tweet.post.author.name} took it into the record on "
            f"{times.written(tweet.post.adopted_at)}."
        )
    return "Approved here."


def _gone(tweet: Tweet) -> bool:
    return tweet.missing_since is not None or _state(tweet) == State.REMOVED


def _state(tweet: Tweet) -> str:
    return tweet.post.state if tweet.post is not None else ""


def _title(rule: str) -> str:
    return BY_ID[rule].TITLE if rule in BY_ID else rule


def _counted(number: int, noun: str, nouns: str = "") -> str:
    return f"1 {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"
