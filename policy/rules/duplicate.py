"""The same is not posted twice.

X refuses a post that repeats an earlier one of the account. Readers take a repeat for a mistake,
and a post sent twice by accident is one.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from policy.facts import TEXT, Facts, Neighbour
from policy.findings import Mark, Option, Options
from policy.said import gettext, named
from policy.said import gettext_lazy as _
from policy.tokens import Kind, fold, tokenise

ID = "duplicate"
TITLE = _("The same post twice")
HELP = _(
    "Looks for another post of the account that says the same. Change the text or leave one out."
)
OPTIONS: dict[str, Option] = {
    "days": 1,  # how near the other post must be
    "likeness": 90,  # of 100: posts at least so alike are asked about; 0 for none
}

_WRITTEN_OUT = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: str(number) for number, word in enumerate(_WRITTEN_OUT.split(), start=1)}
_TAG = re.compile(r"(?<!\w)[#＃@＠]\w+")
_FEWEST_WORDS = 4  # shorter posts are alike by chance
_EXCUSES = (_("It is a reminder, meant to be repeated."), _("These are two different events."))


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    own = _said(facts.text)
    near = [post for post in facts.neighbours if _is_near(post, facts, int(options["days"]))]
    same = [post for post in near if own and _said(post.text) == own]
    if same:
        message = gettext("The account has the same post on {day}.").format(day=_day(same[0]))
        remedy = gettext("Change the text or leave one out; X may refuse it.")
        yield Mark(message, remedy, TEXT, about=" ".join(own))
        return
    alike = int(options["likeness"])
    for post in near:
        if alike and _likeness(own, _said(post.text)) >= alike:
            message = gettext("The account has almost the same post on {day}.").format(
                day=_day(post)
            )
            remedy = gettext("Make sure that both are meant.")
            both = f"{' '.join(own)}\n{post.text}"
            yield Mark(message, remedy, TEXT, doubtful=True, excuses=_EXCUSES, about=both)
            return


def alike(text: str, other: str) -> float:
    """How much two posts say the same, from 0 to 100: case, punctuation and the order of hashtags
    do not count, and a figure changed makes another post.
    """
    one, two = _said(text), _said(other)
    return 100.0 if one and one == two else _likeness(one, two)


def _is_near(post: Neighbour, facts: Facts, days: int) -> bool:
    """Counted from when the draft goes out, or from today where nobody has said when."""
    if facts.at:
        return abs(post.at - facts.at) <= timedelta(days=days)
    return facts.today is not None and abs(post.at.date() - facts.today) <= timedelta(days=days)


@lru_cache(maxsize=1024)
def _said(text: str) -> tuple[str, ...]:
    """Its words folded, numbers in figures, and its links, in order; then hashtags and handles
    in any order.
    """
    written = (word for word in tokenise(text) if word.kind in {Kind.WORD, Kind.LINK})
    tags = sorted(fold(tag) for tag in _TAG.findall(text))
    return (*(_NUMBERS.get(word.key, word.key) for word in written), *tags)


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """From 0 to 100. A figure changed makes another post: "2 days to go"."""
    if min(len(one), len(other)) < _FEWEST_WORDS or _figures(one) != _figures(other):
        return 0
    return fuzz.ratio(" ".join(one), " ".join(other))


def _figures(said: tuple[str, ...]) -> list[str]:
    return [word for word in said if any(sign.isdigit() for sign in word)]


def _day(post: Neighbour) -> str:
    return f"{post.at.day} {named(post.at, '%B')}"
