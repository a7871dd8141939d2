"""Whether a word that is on the roll means a pupil here, judged by case and neighbours.

Many first names are words (Will, May, Rose, Hope), places (Florence), or belong to somebody
else (Tim Peake, St Catherine, Mr James). The rule of thumb: sure when the sentence speaks of a
person, doubtful when only a human can tell, a mere word when the sentence speaks of a thing.
"""

import re
from enum import Enum

from policy.english import is_english
from policy.names import NameKind
from policy.passage import EVERYDAY, Passage
from policy.tokens import Kind
from policy.words import words


class Reading(Enum):
    """What a word on the roll means where it stands."""

    NAME = "a pupil's name"
    DOUBTFUL = "perhaps a pupil's name"
    WORD = "no pupil's name"


_CALENDAR = words("calendar")
_SELDOM_NAMES = _CALENDAR | words("openers")
_PLACES = words("geography")
_LITTLE = words("function")
_COMMON = words("forenames")
_RANKS = words("ranks")
_GROUPS = words("groups")
_DETERMINERS = words("determiners")
_PERSON_VERBS = words("person_verbs")
_PRONOUNS = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
_AT_A_PLACE = frozenset({"in", "at", "near", "across", "visit", "visiting", "visited"})
_OF_A_THING = frozenset({"in", "of", "for", "about", "into", "on", "by"})
_TOWARDS = frozenset({"to", "from", "of"})
_FOLLOW_A_PERSON = words("follow_a_person") | _PERSON_VERBS
_ALSO_VERBS = frozenset(
    {"run", "walk", "race", "show", "sing", "lesson", "fun", "reading", "singing"}
)
_LABELS = words("labels")
_LABEL_WITHIN = 6  # words before the colon
_ROMAN = re.compile(r"[IVX]{1,5}")
_PRONOUN_WITHIN = 6
_SHORTEST = 3  # letters; what is shorter needs a capital to be read as a name


def reading(passage: Passage, first: int, last: int, kind: NameKind) -> Reading:
    """Judge words first…last of the passage, which match a name of this kind on the roll."""
    if passage.in_phrase_of_school(first, last):
        return Reading.WORD
    if _somebody_else(passage, first, last):
        return Reading.DOUBTFUL if kind is NameKind.FULL else Reading.WORD
    if kind is NameKind.FULL:
        return _full(passage, first, last)
    if kind is NameKind.INITIAL:
        return Reading.NAME
    if kind is NameKind.SURNAME:
        return _surname(passage, first, last)
    return _forename(passage, first, last)


def _somebody_else(passage: Passage, first: int, last: int) -> bool:
    """Mr James, Mrs Sarah Patel, Henry VIII, Tim Peake."""
    return (
        passage.titled(first)
        or (passage.capital(first - 1) and passage.titled(first - 1))
        or passage.in_set_phrase(first, last)
        or _regnal(passage, last)
    )


def _regnal(passage: Passage, last: int) -> bool:
    follows = passage.after(last)
    written = passage.words[last + 1].text if follows else ""
    return len(written) > 1 and bool(_ROMAN.fullmatch(written))


def _full(passage: Passage, first: int, last: int) -> Reading:
    keys = [passage.key(i) for i in range(first, last + 1)]
    capitals = all(passage.capital(i) for i in range(first, last + 1))
    all_words = all(key in EVERYDAY or key in _LITTLE for key in keys)
    if (all_words or keys[0] in _LITTLE) and not capitals:
        return Reading.WORD
    if all_words and passage.shouted(first):
        return Reading.DOUBTFUL
    named_thing = passage.after(last) in _GROUPS and passage.capital(last + 1)
    ranked = passage.before(first) in _RANKS and passage.capital(first - 1)
    return Reading.DOUBTFUL if named_thing or ranked else Reading.NAME


def _surname(passage: Passage, first: int, last: int) -> Reading:
    key = passage.key(last)
    mere_word = key in EVERYDAY or key in _LITTLE or len(key) < _SHORTEST
    in_link = passage.words[first].kind is Kind.LINK
    named_thing = passage.after(last) in _GROUPS
    if mere_word or in_link or named_thing or not passage.capital(last) or passage.shouted(last):
        return Reading.WORD
    return Reading.DOUBTFUL


def _forename(passage: Passage, first: int, last: int) -> Reading:
    keys = {passage.key(i) for i in range(first, last + 1)}
    if keys <= EVERYDAY:
        return _everyday_word(passage, first, last)
    if keys <= _LITTLE:
        return _little_word(passage, first, last)
    return _plain_name(passage, first, last)


def _little_word(passage: Passage, first: int, last: int) -> Reading:
    """An, My, So, Do: a name only in the company of another or after "well done"."""
    if not passage.capital(first) or passage.shouted(first) or passage.opens_sentence(first):
        return Reading.WORD
    if passage.beside_name(first, last) or passage.praise_before(first) is not None:
        return Reading.DOUBTFUL
    return Reading.WORD


def _plain_name(passage: Passage, first: int, last: int) -> Reading:
    """Amelia, Josh, Priya: a name unless something speaks against it."""
    key = passage.key(last)
    if passage.words[first].kind is Kind.LINK:
        return Reading.DOUBTFUL
    if not passage.capital(first) and passage.words[first].kind is Kind.WORD:
        if len(key) < _SHORTEST:
            return Reading.WORD
        telling = key in _COMMON or (len(key) > _SHORTEST and not is_english(key))
        return Reading.NAME if telling else Reading.DOUBTFUL
    ranked = passage.before(first) in _RANKS and passage.capital(first - 1)
    if ranked or _another_surname(passage, last):
        return Reading.DOUBTFUL
    return Reading.NAME


def _another_surname(passage: Passage, last: int) -> bool:
    """Whether a capitalised word follows that no pupil of this first name has as a surname."""
    follows = passage.after(last)
    if not follows or passage.words[last].possessive or passage.shouted(last):
        return False
    joined = passage.gap(last + 1) == " " and passage.words[last].kind is Kind.WORD
    if not joined or not passage.capital(last + 1):
        return False
    return len(follows) > 1 and follows not in _LITTLE and follows not in passage.known


def _everyday_word(passage: Passage, first: int, last: int) -> Reading:
    """Rose, Will, May, Florence: a name where the sentence treats it as a person."""
    if not passage.capital(first) or _a_thing(passage, first, last):
        return Reading.WORD
    person = _a_person(passage, first, last)
    if passage.shouted(first):
        return Reading.DOUBTFUL if person else Reading.WORD
    if person:
        return Reading.NAME
    if _labelled(passage, first):
        return Reading.NAME
    if passage.opens_sentence(first):
        return Reading.WORD if passage.key(first) in _SELDOM_NAMES else Reading.DOUBTFUL
    return _inside_sentence(passage, first, last)


def _a_thing(passage: Passage, first: int, last: int) -> bool:
    """Rose Class, Hope Street, 4 May, the Rose, in Florence, Will you …?, Ray of sun."""
    before, follows, key = passage.before(first), passage.after(last), passage.key(first)
    if passage.words[last].kind is Kind.LINK or before in _DETERMINERS or before[:1].isdigit():
        return True
    if _named_thing(passage, last) or follows[:1].isdigit():
        return not passage.words[last].possessive
    if key in _PLACES and before in _AT_A_PLACE:
        return True
    if key in _SELDOM_NAMES and before in _OF_A_THING:
        return True
    opens = passage.opens_sentence(first)
    return opens and follows in _LITTLE and follows not in _FOLLOW_A_PERSON


def _named_thing(passage: Passage, last: int) -> bool:
    """Rose Class and Rose class, Grace Run; but not: we saw Grace run."""
    follows = passage.after(last)
    return follows in _GROUPS and (follows not in _ALSO_VERBS or passage.capital(last + 1))


def _a_person(passage: Passage, first: int, last: int) -> bool:
    if passage.praise_before(first) is not None or passage.beside_name(first, last):
        return True
    if passage.words[last].possessive and passage.key(first) not in _CALENDAR:
        return True
    return passage.after(last) in _PERSON_VERBS or _pronoun_follows(passage, last)


def _labelled(passage: Passage, first: int) -> bool:
    """Winners: Hope, Will and May."""
    head = passage.list_head(first)
    if not head or ":" not in passage.gap(head):
        return False
    before = range(max(0, head - _LABEL_WITHIN), head)
    return any(passage.key(i) in _LABELS for i in before)


def _pronoun_follows(passage: Passage, last: int) -> bool:
    """Rose with her model: he or she in the same sentence, but not at once ("Will she …")."""
    for i in range(last, last + _PRONOUN_WITHIN):
        follows = passage.after(i)
        if not follows:
            return False
        if i > last and follows in _PRONOUNS:
            return True
    return False


def _inside_sentence(passage: Passage, first: int, last: int) -> Reading:
    key, before = passage.key(first), passage.before(first)
    other_capital = passage.after(last) not in _LITTLE and passage.capital(last + 1)
    if other_capital and passage.after(last):
        return Reading.WORD if key in _SELDOM_NAMES else Reading.DOUBTFUL
    unsure = key in _SELDOM_NAMES or key in _PLACES or before in (_OF_A_THING - {"by"}) | _TOWARDS
    return Reading.DOUBTFUL if unsure else Reading.NAME
