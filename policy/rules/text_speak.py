"""No text language.

HX: "will be grammatically correct and will not contain text language like lol, gr8 or l8r"
(S9). Letters and spellings being taught are not text language, nor are classes and roads.
"""

import re
from collections.abc import Iterator

from policy.facts import Facts, Place
from policy.findings import Edit, Fix, Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.slips import as_written
from policy.tokens import Kind, Token
from policy.words import lines, words

ID = "text-speak"
TITLE = _("Text language")
HELP = _("Looks for text language such as gr8. Write the word out.")
OPTIONS: dict[str, Option] = {}

_WRITTEN = {line.partition(" ")[0]: line.partition(" ")[2] for line in lines("text_speak")}
_PLAIN = {short.replace("'", ""): plain for short, plain in _WRITTEN.items()}
_ONLY_SMALL = words("text_speak_lower")
_SINGLE_LETTERS = frozenset({"u", "r", "ur"})
_ALSO_A_WORD = _SINGLE_LETTERS | {"cos", "tho", "ure", "xx", "xxx"}
_PHONICS = words("phonics")
_PHONICS_WITHIN = 4
_FIGURES = {"2": "to", "4": "for"}
_ASIDES = frozenset({"btw", "ftw", "yolo"})
_DETERMINERS = words("determiners")
_LONGER_THAN_INITIALS = 5  # letters
_THANKS = frozenset({"thanks", "thx", "thank", "thanx"})
_BEFORE_2 = words("figure_before")
_AFTER_2 = words("figure_after")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_CLAUSE = frozenset({"we", "i", "it", "its", "they", "you", "he", "she", "were", "the", "our", "u"})


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for place in facts.places:
        for i, word in enumerate(place.words):
            short = _short(place, i)
            if short is not None:
                yield _mark(place, word, _PLAIN.get(short) or _FIGURES.get(short, ""), short)


def _mark(place: Place, word: Token, plain: str, short: str) -> Mark:
    remedy = (
        gettext("Write “{words}”.").format(words=plain)
        if plain
        else gettext("Write it in words, or leave it out.")
    )
    fix = _fix(word, plain)
    # Algebra, initials, a lesson on spelling, kinds of lettuce: only a person can tell.
    doubtful = short in _ALSO_A_WORD
    span = (word.start, word.end)
    return Mark(
        gettext("This is text language."),
        remedy,
        place.where,
        span,
        doubtful,
        fixes=(fix,) if fix else (),
    )


def _fix(word: Token, plain: str) -> Fix | None:
    """Nothing in a hashtag, where a word is not simply put in the place of another."""
    if not plain or word.kind is Kind.HASHTAG:
        return None
    single = len(word.text) == 1
    written = plain if single and word.text.isupper() else as_written(plain, word.text)
    label = gettext("Write “{words}”").format(words=written)
    return Fix(label, (Edit(word.start, word.end, written),))


def _short(place: Place, i: int) -> str | None:
    """What word i is short for, as the lists spell it; None where it is no text language."""
    word = place.words[i]
    if word.kind not in {Kind.WORD, Kind.HASHTAG}:
        return None
    if word.key in _FIGURES:
        return word.key if _figure_for_word(place.words, i) else None
    if word.key == "c":
        return "c" if _key(place.words, i + 1) == "u" and word.text.islower() else None
    short = word.key if word.key in _PLAIN else _DRAWN_OUT.sub(r"\1", word.key)
    return short if short in _PLAIN and _meant(place, i, short) else None


def _meant(place: Place, i: int, short: str) -> bool:
    """Whether so short a word stands here for a longer one."""
    word, drawn_out = place.words[i], short != place.words[i].key
    if short in _SINGLE_LETTERS and (drawn_out or _taught(place, i)):
        return False
    if short == "cos":
        return word.text.islower() and _key(place.words, i + 1) in _CLAUSE
    if set(short) == {"x"}:
        return word.text.islower() and not place.text[word.end :].strip(" .!x\n")
    if short in _ASIDES:
        return word.text.islower() or _key(place.words, i - 1) not in _DETERMINERS
    small = word.text.islower() or _opens(place, word)
    return short not in _ONLY_SMALL or small or _beside_another(place.words, i)


def _opens(place: Place, word: Token) -> bool:
    """Gonna, Gotta: a capital that only begins a sentence, in a word too long for initials."""
    begins = place.text[: word.start].rstrip()[-1:] in {"", ".", "!", "?"}
    return begins and word.text.istitle() and len(word.key) >= _LONGER_THAN_INITIALS


def _taught(place: Place, i: int) -> bool:
    """The u sound, /r/, ‘ur’, U-shaped, s p r i n g: spellings, not short for a word."""
    word, text = place.words[i], place.text
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    if any(mark in "/'’‘\"“”-‑–_.&<>[]" for mark in around.strip()[:2]):
        return True
    if len(_key(place.words, i - 1)) == len(_key(place.words, i + 1)) == 1:
        return not {_key(place.words, i - 1), _key(place.words, i + 1)} & _SINGLE_LETTERS
    near = place.words[max(0, i - _PHONICS_WITHIN) : i + _PHONICS_WITHIN + 1]
    return any(other.key in _PHONICS for other in near)


def _beside_another(spoken: tuple[Token, ...], i: int) -> bool:
    """HOW R U: capitals, but two of them together."""
    beside = (*spoken[max(0, i - 1) : i], *spoken[i + 1 : i + 2])
    return any(other.key in _SINGLE_LETTERS for other in beside)


def _figure_for_word(spoken: tuple[Token, ...], i: int) -> bool:
    """Thanks 4 coming, can't wait 2 see; but not "great 2 days" or "need 4 helpers"."""
    figure, before, after = spoken[i].key, _key(spoken, i - 1), _key(spoken, i + 1)
    if after in {"u", "ur"}:
        return True
    if figure == "2":
        return before in _BEFORE_2 and after in _AFTER_2
    return before in _THANKS or (before == "you" and _key(spoken, i - 2) in _THANKS)


def _key(spoken: tuple[Token, ...], i: int) -> str:
    return spoken[i].key if 0 <= i < len(spoken) else ""
