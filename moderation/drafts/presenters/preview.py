"""How a post will look on X, how long X will count it, and what it will cost."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from moderation.drafts import costs
from policy import length

NEARLY = 20  # characters left from which the count asks for attention

_LINK, _TAG = "link", "tag"
_COLOURED = re.compile(r"(?<![\w&#@])[#@]\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text; ``kind`` is "link" or "tag" (# and @) where X shows it as a link."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """The length as X counts it. ``state`` is "fits", "near" or "over"."""

    figures: str
    state: str
    spoken: str


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut where X will colour links, hashtags and handles."""
    if len(text) > length.MAX_INPUT:
        return (Piece(text[: length.MAX_INPUT] + "…"),)
    links = [(*span, _LINK) for span in length.urls(text)]
    tags = [(*found.span(), _TAG) for found in _COLOURED.finditer(text)]
    cut, at = [], 0
    for start, end, kind in sorted([*links, *tags]):
        if start < at:
            continue  # a # inside a link belongs to the link
        cut += [Piece(text[at:start]), Piece(text[start:end], kind)]
        at = end
    cut.append(Piece(text[at:]))
    return tuple(piece for piece in cut if piece.text)


def count(text: str, limit: int) -> Count:
    """The length against the school's limit, in figures and in words."""
    if len(text) > length.MAX_INPUT:
        sentence = ngettext(
            "{count} character: far more than the {limit} allowed",
            "{count} characters: far more than the {limit} allowed",
            len(text),
        ).format(count=f"{len(text):,}", limit=limit)
        return Count(sentence, "over", f"{sentence}.")
    weight = length.weigh(text)
    left = limit - weight
    figures = gettext("{number} of {limit}").format(number=weight, limit=limit)
    if left < 0:
        return Count(figures, "over", _too_many(-left))
    return Count(figures, "near" if left <= NEARLY else "fits", _left(left))


def cost_of(text: str, photos: int) -> str:
    """What X will take from the school's credit, and what makes it dear."""
    dollars = costs.dollars_of(text, photos)
    cents = f"{dollars * 100:.1f}"
    if not costs.has_url(text):
        return gettext("Costs about {cents} US cents of X credit.").format(cents=cents)
    without = costs.dollars_of("", photos)
    return gettext(
        "Costs about {cents} US cents of X credit, because of the link; without it {fewer}."
    ).format(cents=cents, fewer=f"{without * 100:.1f}")


def _too_many(number: int) -> str:
    return ngettext("{number} character too many.", "{number} characters too many.", number).format(
        number=number
    )


def _left(number: int) -> str:
    return ngettext("{number} character left.", "{number} characters left.", number).format(
        number=number
    )
