"""The pictures of a post on X: what is known of those held here, and why others are not."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from consent.models import Photo, Search
from moderation.catalogue.models import Tweet, TweetMedia, TweetPicture
from moderation.drafts.models import PostPhoto
from schoolsocial.words import Words

TROUBLES = {
    "not-allowed": _("X named an address from which pictures are not fetched."),
    "redirect": _("X sent the software elsewhere, where it does not go."),
    "too-heavy": _("The file is too large."),
    "wrong-type": _("What came is not the kind of picture it is said to be."),
    "unusable": _("What came is no picture that can be read."),
    "cut-short": _("Only part of it came."),
    "too-slow": _("It took too long to come."),
    "no-answer": _("No answer came."),
    "refused": _("X refused to give it."),
    "stopped": _("Fetching it stopped several times before the end."),
    "untold": _("X did not say where it lies."),
}
"""Each code of why a picture did not come, in a sentence."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture whose file is held here. ``from_archive`` says by which door it is shown.

    ``described`` is how X describes it in a sentence, empty where nothing is known of that;
    ``faces`` what the software saw. Both are empty of a picture of the ledger: its own page tells.
    """

    token: str
    alt_text: str
    from_archive: bool
    described: str = ""
    faces: str = ""
    still_of: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """A picture that is not shown here, why, and how X describes it."""

    sentence: str
    described: str = ""


def held(tweet: Tweet) -> Iterator[Picture]:
    """Those that can be shown here, in their order."""
    ours = _of_the_ledger(tweet)
    for placed in ours:
        if placed.photo.state == Photo.State.READY:
            yield Picture(placed.photo.token, placed.alt_text, from_archive=False)
    if ours:
        return
    told = {one.position: one for one in tweet.media.all()}
    for one in tweet.tweet_pictures.all():
        if one.photo.state == Photo.State.READY:
            yield _picture(one, told.get(one.position))


def absent(tweet: Tweet) -> Iterator[Absent]:
    """Those that cannot, in their order; nothing of the ledger's own, nor of what is gone here."""
    if tweet.scrubbed_at is not None:
        return
    if _of_the_ledger(tweet):
        return
    told = {one.position: one for one in tweet.media.all()}
    here = {one.position: one for one in tweet.tweet_pictures.all()}
    for place in range(1, max([tweet.pictures_on_x, *here, *told]) + 1):
        media = told.get(place)
        if sentence := _why_absent(tweet, here.get(place), media):
            reason = TROUBLES.get(media.trouble, "") if media else ""
            said = sentence.format(picture=_name(tweet, place), reason=reason)
            yield Absent(said, _described(media))


def _of_the_ledger(tweet: Tweet) -> list[PostPhoto]:
    """The pictures of a post that was made here."""
    ours = tweet.post is not None and tweet.post.adopted_at is None
    return list(tweet.post.post_photos.all()) if tweet.post and ours else []


def _picture(one: TweetPicture, media: TweetMedia | None) -> Picture:
    moves = media is not None and media.moves
    return Picture(
        token=one.photo.token,
        alt_text=(media.alt_text or "") if media else "",
        from_archive=True,
        described=_described(media),
        faces=_faces(one),
        still_of=media.get_kind_display() if media and moves else "",
    )


def _faces(one: TweetPicture) -> str:
    """Counted by the software, or by a person; whose they are is not told."""
    if one.photo.search is Search.PENDING and not one.faces_found:
        return gettext("Faces are being looked for.")
    if one.photo.search is Search.FAILED and not one.faces_found:
        return gettext("Faces could not be looked for: look yourself.")
    if not one.faces_found:
        return gettext("No face found.")
    number = one.faces_found
    return ngettext("{number} face found.", "{number} faces found.", number).format(number=number)


def _described(media: TweetMedia | None) -> str:
    if media is None or media.alt_text is None:
        return ""
    return (
        gettext("Described on X: “{description}”").format(description=media.alt_text)
        if media.alt_text
        else gettext("Without a description on X.")
    )


def _name(tweet: Tweet, place: int) -> str:
    if tweet.pictures_on_x > 1:
        return gettext("Picture {number}").format(number=place)
    return gettext("The picture")


def _why_absent(tweet: Tweet, held: TweetPicture | None, media: TweetMedia | None) -> Words:
    """A sentence about a {picture}; empty of one that is shown."""
    if held is not None:
        return _HELD.get(Photo.State(held.photo.state), "")
    if media is None:
        return gettext("{picture} is on X only: nobody here has looked at it.")
    if media.state == TweetMedia.State.WAITING:
        return _why_waiting(tweet, media)
    if media.state == TweetMedia.State.FAILED:
        return gettext("{picture} could not be fetched from X. {reason} See it on X.")
    return gettext("{picture} is no longer on X.")


def _why_waiting(tweet: Tweet, media: TweetMedia) -> str:
    if tweet.missing_since is not None or tweet.unseen_since is not None:
        return gettext("{picture} was not fetched before the post went.")
    if media.tries and media.trouble:
        return gettext(
            "{picture} could not be fetched from X yet. {reason} It is tried again by itself."
        )
    return gettext("{picture} is being fetched from X.")


_HELD: dict[Photo.State, Words] = {
    Photo.State.RECEIVED: _("{picture} is being prepared."),
    Photo.State.REFUSED: _("{picture} came, and could not be read. See it on X."),
    Photo.State.ERASED: _("{picture} was deleted here: its time was over."),
}
