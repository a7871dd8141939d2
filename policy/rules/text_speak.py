"""No text language.

HX: "will be grammatically correct and will not contain text language like lol, gr8 or l8r"
(S9). Letters and spellings being taught are not text language, nor are classes and roads.
"""

from collections.abc import Iterator

from policy.facts import Facts, Place
from policy.findings import Mark, Option, Options
from policy.tokens import Kind, Token
from policy.words import lines, words

ID = "text-speak"
TITLE = "Text language"
HELP = "Looks for text language such as gr8. Write the word out."
OPTIONS: dict[str, Option] = {}

_PLAIN = {short: plain for short, _, plain in (line.partition(" ") for line in lines("text_speak"))}
_ONLY_SMALL = words("text_speak_lower")
_SINGLE_LETTERS = frozenset({"u", "r", "ur"})
_PHONICS = words("phonics")
_PHONICS_WITHIN = 4
_FIGURES = {"2": "to", "4": "for"}
_BEFORE_FIGURE = {
    "2": frozenset({"wait", "nice", "great", "good", "lovely"}),
    "4": {"thanks", "thx"},
}
_AFTER_2 = frozenset({"see", "be", "hear", "meet", "have", "share", "do", "go"})


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for place in facts.places:
        for i, word in enumerate(place.words):
            if word.kind in {Kind.WORD, Kind.HASHTAG} and _is_text_speak(place, i):
                plain = _PLAIN.get(word.key) or _FIGURES.get(word.key)
                remedy = f"Write “{plain}”." if plain else "Write it in words, or leave it out."
                span = (word.start, word.end)
                doubtful = word.key in _SINGLE_LETTERS  # algebra, initials, a lesson on spelling
                yield Mark("This is text language.", remedy, place.where, span, doubtful)


def _is_text_speak(place: Place, i: int) -> bool:
    word = place.words[i]
    if word.key in _FIGURES:
        return _figure_for_word(place.words, i)
    if word.key not in _PLAIN:
        return False
    if word.key in _SINGLE_LETTERS and _taught(place, i):
        return False
    return word.key not in _ONLY_SMALL or word.text.islower() or _beside_another(place.words, i)


def _taught(place: Place, i: int) -> bool:
    """The u sound, /r/, ‘ur’, r-controlled, U-shaped: spellings, not short for a word."""
    word, text = place.words[i], place.text
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    if any(mark in "/'’‘\"“”-‑–_.&<>[]" for mark in around.strip()[:2]):
        return True
    near = place.words[max(0, i - _PHONICS_WITHIN) : i + _PHONICS_WITHIN + 1]
    return any(other.key in _PHONICS for other in near)


def _beside_another(spoken: tuple[Token, ...], i: int) -> bool:
    """HOW R U: capitals, but two of them together."""
    beside = (*spoken[max(0, i - 1) : i], *spoken[i + 1 : i + 2])
    return any(other.key in _SINGLE_LETTERS for other in beside)


def _figure_for_word(spoken: tuple[Token, ...], i: int) -> bool:
    """Thanks 4 coming, can't wait 2 see; but not "great 2 days" or "need 4 helpers"."""
    figure = spoken[i].key
    before = spoken[i - 1].key if i else ""
    after = spoken[i + 1].key if i + 1 < len(spoken) else ""
    if figure == "4" and before == "you" and i > 1:
        return spoken[i - 2].key == "thank"
    return before in _BEFORE_FIGURE[figure] and (figure == "4" or after in _AFTER_2)
