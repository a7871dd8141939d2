"""One post as an archive has it."""

import re
from dataclasses import dataclass
from typing import Any

from schoolsocial.x.archive.refusals import Reason, Refused

_DIGITS = re.compile(r"\d{1,19}", re.ASCII)
_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
_REPOST = "RT @"
MOST_TEXT = 30_000  # a long post of a paying account has 25,000
MOST_LINKS, LONGEST_LINK = 200, 4_000


@dataclass(frozen=True, slots=True)
class ArchivedTweet:
    """``text`` is plain, its t.co links expanded and those of its pictures left out; ``pictures``
    are the names of its still pictures (in the archive behind the post's id and a hyphen).
    """

    id: str
    text: str
    is_reply: bool
    is_repost: bool
    pictures: tuple[str, ...]


def read_tweet(entry: object) -> ArchivedTweet:
    """Raises ``Refused`` where its id cannot be one of X's."""
    tweet = mapping(entry)
    media = _media(tweet)
    raw = tweet.get("full_text", tweet.get("text"))
    text = _plain(raw if isinstance(raw, str) else "", tweet, media)
    return ArchivedTweet(
        id=digits(tweet.get("id_str", tweet.get("id"))),
        text=text,
        is_reply=bool(tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id")),
        is_repost=text.startswith(_REPOST),
        pictures=tuple(dict.fromkeys(filter(None, map(_picture, media)))),
    )


def digits(value: object) -> str:
    """One of X's numbers, kept as text. Raises ``Refused``."""
    if not isinstance(value, str) or not _DIGITS.fullmatch(value):
        raise Refused(Reason.BAD_ID)
    return value


def mapping(value: object) -> dict[str, Any]:
    """The object, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def _media(tweet: dict[str, Any]) -> list[dict[str, Any]]:
    """Every picture once: ``entities`` names only the first."""
    for name in ("extended_entities", "entities"):
        found = mapping(tweet.get(name)).get("media")
        if isinstance(found, list) and found:
            return [mapping(one) for one in found]
    return []


def _picture(media: dict[str, Any]) -> str:
    """The name of a still picture; empty for a video, of which only a frame would be there."""
    address = media.get("media_url_https", media.get("media_url"))
    if media.get("type", "photo") != "photo" or not isinstance(address, str):
        return ""
    name = address.rsplit("/", 1)[-1].split("?", 1)[0].split(":", 1)[0]
    return name if _NAME.fullmatch(name) else ""


def _plain(text: str, tweet: dict[str, Any], media: list[dict[str, Any]]) -> str:
    text = text[:MOST_TEXT]
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    links = mapping(tweet.get("entities")).get("urls")
    for link in links[:MOST_LINKS] if isinstance(links, list) else []:
        text = _exchanged(text, mapping(link), "expanded_url")
    for one in media[:MOST_LINKS]:
        text = _exchanged(text, one, "")
    # Half a character or a NUL is in no word, and in no database
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "").strip()[:MOST_TEXT]


def _exchanged(text: str, link: dict[str, Any], put: str) -> str:
    short, long = link.get("url"), link.get(put, "") if put else ""
    if not isinstance(short, str) or not short.startswith("https://t.co/"):
        return text
    whole = long if isinstance(long, str) and len(long) <= LONGEST_LINK else ""
    return text.replace(short, whole)[:MOST_TEXT]
