"""How long a post is as X counts it, and where its links are.

twitter-text v3: most Latin characters weigh 1, others and emoji 2, every link 23; the limit
is a weight. The parser's time grows with the cube of a dotted run ("a.a.a."), hence the cap
and `_tame` before it sees anything.
"""

import re
import unicodedata

from twitter_text import extract_urls_with_indices, parse_tweet
from twitter_text.config import config

MAX_INPUT = 4_000
"""Code points; longer input is refused unread. X itself takes no link beyond 4,096."""

_DEFAULTS: dict[str, object] = config["defaults"]
_RUN = re.compile(r"[^\s/]+")
_LONG_LINK = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/\S{24}")
_A_LINK = 23  # what X counts for a link
_ALWAYS_READ = 1_000  # code points
_FAR = 4  # times the limit
_KEPT_DOTS = 6  # no host a school links to has more than seven labels
_NOTHING_TO_WEIGH = re.compile(r"(?!.*\.\w)[ -~\n£‘’“”–—]*", re.DOTALL)
"""Writing without links (they have a dot before a letter) and emoji, each character weighing 1."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class TooLong(ValueError):
    """The input is over `MAX_INPUT` code points and was not read."""


def weigh(text: str) -> int:
    """Weighted length of `text` as X would post it, without the blanks around it.

    Raises `TooLong` beyond `MAX_INPUT` code points.
    """
    _refuse_over_cap(text)
    stripped = text.strip()
    if _NOTHING_TO_WEIGH.fullmatch(stripped):
        return len(stripped)
    return int(parse_tweet(_tame(stripped)).weightedLength) if stripped else 0


def urls(text: str) -> tuple[tuple[int, int], ...]:
    """Places (start, end) in code points of all that X will count and charge as a link.

    Raises `TooLong` beyond `MAX_INPUT` code points.
    """
    _refuse_over_cap(text)
    found = (url["indices"] for url in extract_urls_with_indices(_tame(text)))
    return tuple((int(start), int(end)) for start, end in found)


def is_far_over(text: str, limit: int) -> bool:
    """Whether `text` is several times as long as `limit` allows, its web addresses aside.

    A look at its size alone, so that a text made to be slow costs nothing.
    """
    most = max(_ALWAYS_READ, _FAR * limit)
    if len(text) > MAX_INPUT:
        return True
    if len(text) <= most:
        return False
    spared = (len(run) - _A_LINK for run in text.split() if _LONG_LINK.match(run))
    return len(text) - sum(spared) > most


def first_over(text: str, limit: int) -> int:
    """Code point at which `text` outgrows the weight `limit`; its written end if it never does.

    Where accents are not composed (the text is not NFC) the place may be a few points early.
    Raises `TooLong` beyond `MAX_INPUT` code points.
    """
    _refuse_over_cap(text)
    lead = len(text) - len(text.lstrip())
    if limit < 1:
        return lead
    composed = _tame(unicodedata.normalize("NFC", text.strip()))
    options = {**_DEFAULTS, "max_weighted_tweet_length": limit}
    units = int(parse_tweet(composed, options).validRangeEnd) + 1
    kept = composed.encode("utf-16-le")[: units * 2]
    return lead + len(kept.decode("utf-16-le", "ignore"))


def _refuse_over_cap(text: str) -> None:
    if len(text) > MAX_INPUT:
        raise TooLong(f"The text has {len(text):,} characters; at most {MAX_INPUT:,} are read.")


def _tame(text: str) -> str:
    """The same text with the dots of endless dotted runs, all but the last, made commas.

    A comma weighs what a dot weighs, so the length stays; only a link inside such a run could
    be counted longer than X counts it, never shorter. Half characters, which no encoding
    carries, become the replacement character.
    """
    return _RUN.sub(_keep_last_dots, _LONE_SURROGATE.sub("\ufffd", text))


def _keep_last_dots(run: re.Match[str]) -> str:
    written = run.group()
    return written.replace(".", ",", max(0, written.count(".") - _KEPT_DOTS))
