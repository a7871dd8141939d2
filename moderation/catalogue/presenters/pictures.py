"""The pictures of a post on X: what is known of those held here, and why others are not."""

from collections.abc import Iterator
from dataclasses import dataclass

from consent.models import Photo, Search
from moderation.catalogue.models import Tweet, TweetMedia, TweetPicture
from moderation.drafts.models import PostPhoto

TROUBLES = {
    "not-allowed": "X named an address from which pictures are not fetched.",
    "redirect": "X sent the software elsewhere, where it does not go.",
    "too-heavy": "The file is too large.",
    "wrong-type": "What came is not the kind of picture it is said to be.",
    "unusable": "What came is no picture that can be read.",
    "cut-short": "Only part of it came.",
    "too-slow": "It took too long to come.",
    "no-answer": "No answer came.",
    "refused": "X refused to give it.",
    "stopped": "Fetching it stopped several times before the end.",
    "untold": "X did not say where it lies.",
}
"""Each code of why a picture did not come, in a sentence."""

_ALONE = "Picture"
_AGAIN = " It is tried again by itself."


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
        sentence = _why_absent(tweet, here.get(place), told.get(place))
        if sentence:
            number = f"{_ALONE} {place}" if tweet.pictures_on_x > 1 else "The picture"
            yield Absent(f"{number} {sentence}", _described(told.get(place)))


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
        return "Faces are being looked for."
    if one.photo.search is Search.FAILED and not one.faces_found:
        return "Faces could not be looked for: look yourself."
    if not one.faces_found:
        return "No face found."
    return "1 face found." if one.faces_found == 1 else f"{one.faces_found} faces found."


def _described(media: TweetMedia | None) -> str:
    if media is None or media.alt_text is None:
        return ""
    return (
        f"Described on X: “{media.alt_text}”" if media.alt_text else "Without a description on X."
    )


def _why_absent(tweet: Tweet, held: TweetPicture | None, media: TweetMedia | None) -> str:
    if held is not None:
        return _HELD.get(Photo.State(held.photo.state), "")
    if media is None:
        return "is on X only: nobody here has looked at it."
    if media.state == TweetMedia.State.WAITING:
        return _why_waiting(tweet, media)
    if media.state == TweetMedia.State.FAILED:
        return f"could not be fetched from X. {TROUBLES.get(media.trouble, '')} See it on X."
    return "is no longer on X."


def _why_waiting(tweet: Tweet, media: TweetMedia) -> str:
    if tweet.missing_since is not None or tweet.unseen_since is not None:
        return "was not fetched before the post went."
    if media.tries and media.trouble:
        return f"could not be fetched from X yet. {TROUBLES.get(media.trouble, '')}{_AGAIN}"
    return "is being fetched from X."


_HELD = {
    Photo.State.RECEIVED: "is being prepared.",
    Photo.State.REFUSED: "came, and could not be read. See it on X.",
    Photo.State.ERASED: "was deleted here: its time was over.",
}
