"""A post on X as its page and the lists show it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from moderation.catalogue.models import Remark, Tweet
from moderation.catalogue.presenters import pictures
from moderation.catalogue.presenters.pictures import Absent, Picture
from moderation.drafts.presenters import times
from moderation.drafts.workflow import State
from policy.rules import BY_ID
from schoolsocial.words import Words

_VERDICTS = {
    Remark.Verdict.STOP: _("The policy of today would stop it."),
    Remark.Verdict.ASK: _("Somebody would be asked about it today."),
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
    verdict: Words
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
        said = ngettext(
            "{number} face that nobody has accounted for.",
            "{number} faces that nobody has accounted for.",
            remark.faces,
        )
        told.append(Why(said.format(number=remark.faces)))
    if remark.unseen:
        said = ngettext(
            "{number} picture that nobody here has looked at: see it on X.",
            "{number} pictures that nobody here has looked at: see it on X.",
            remark.unseen,
        )
        told.append(Why(said.format(number=remark.unseen)))
    if remark.films:
        said = ngettext(
            "{number} video or moving picture of which only the still preview was looked at: "
            "watch it on X.",
            "{number} videos or moving pictures of which only the still preview was looked at: "
            "watch it on X.",
            remark.films,
        )
        told.append(Why(said.format(number=remark.films)))
    if remark.is_old:
        told.append(Why(gettext("It, or a picture in it, is older than the school keeps.")))
    return told


def stands(tweet: Tweet) -> str:
    """Whether X has it, in one sentence."""
    state, removal = _state(tweet), getattr(tweet, "removal", None)
    if removal is not None and removal.gone_at is not None:
        return gettext("Gone from X: seen on {time}.").format(time=times.written(removal.gone_at))
    if state == State.REMOVED and tweet.account.by_hand:
        return gettext(
            "Deleted by hand, as somebody here recorded. X cannot be asked for this account."
        )
    if state == State.REMOVED:
        return gettext("X says that it is deleted. Whether it is gone is being checked.")
    if state == State.REMOVING:
        return gettext("X is being asked to delete it.")
    if tweet.missing_since is not None:
        return gettext("No longer on X since {time}.").format(
            time=times.written(tweet.missing_since)
        )
    return gettext("On X.")


def approval(tweet: Tweet) -> str:
    """Whether anybody approved it here."""
    if tweet.post is None:
        if tweet.source == Tweet.Source.ARCHIVE:
            return gettext("From the archive of the account. Not approved here.")
        return gettext("Seen on X. Not approved here.")
    if tweet.post.adopted_at is not None:
        return gettext("Not approved here. {name} took it into the record on {time}.").format(
            name=tweet.post.author.name, time=times.written(tweet.post.adopted_at)
        )
    return gettext("Approved here.")


def _gone(tweet: Tweet) -> bool:
    return tweet.missing_since is not None or _state(tweet) == State.REMOVED


def _state(tweet: Tweet) -> str:
    return tweet.post.state if tweet.post is not None else ""


def _title(rule: str) -> str:
    return str(BY_ID[rule].TITLE) if rule in BY_ID else rule
