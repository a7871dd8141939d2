"""Whether a word that is on the roll means a pupil here, judged by case and neighbours.

Many first names are words (Will, May, Rose, Hope), places (Florence), or belong to somebody
else (Tim Peake, St Catherine, Mr James). The rule of thumb: sure when the sentence speaks of a
person, doubtful when only a human can tell, a mere word when the sentence speaks of a thing.
"""

from policy import rows
from policy.english import is_english
from policy.everyday import everyday_word, in_a_title, is_person
from policy.names import NameKind, Reading
from policy.passage import EVERYDAY, Passage
from policy.somebody_else import is_creature, is_figure
from policy.tokens import Kind
from policy.words import words

__all__ = ["Reading", "reading"]

_LITTLE = words("function")
_COMMON = words("forenames")
_RANKS = words("ranks")
_GROUPS = words("groups")
_BY_WHOM = frozenset({"of", "by", "from"})
_PERSON_VERBS = words("person_verbs")
_AT_A_PLACE = frozenset({"in", "at", "near", "visit", "visited", "visiting", "of"})
_NAMES_AT_MOST = 5  # words of a full name that is written as names are
_SHORTEST = 3  # letters; what is shorter needs a capital to be read as a name


def reading(passage: Passage, first: int, last: int, kind: NameKind) -> Reading:
    """Judge words first…last of the passage, which match a name of this kind on the roll."""
    if passage.in_phrase_of_school(first, last):
        return Reading.WORD
    if is_figure(passage, first, last):
        return Reading.DOUBTFUL if kind is NameKind.FULL else Reading.WORD
    if kind is NameKind.FULL:
        return _full(passage, first, last)
    if kind is NameKind.INITIAL:
        firm = len(passage.key(first)) == 1 and _goes_on(passage, last)  # J. Morris Butchers
        return Reading.DOUBTFUL if firm else Reading.NAME
    if kind is NameKind.SURNAME:
        return _surname(passage, first, last)
    return _forename(passage, first, last)


def _full(passage: Passage, first: int, last: int) -> Reading:
    keys = [passage.key(i) for i in range(first, last + 1)]
    capitals = all(passage.capital(i) for i in range(first, last + 1))
    all_words = all(key in EVERYDAY or key in _LITTLE for key in keys)
    if len(keys) > _NAMES_AT_MOST and len(keys[0]) == 1:
        return Reading.NAME  # spelt out: B e n  D u n n
    if keys[0] in _LITTLE and not capitals:
        return Reading.WORD
    if all_words and not capitals:
        return Reading.DOUBTFUL if is_person(passage, first, last) else Reading.WORD
    if all_words and passage.shouted(first):
        return Reading.DOUBTFUL
    named_thing = passage.after(last) in _GROUPS and passage.capital(last + 1)
    a_place = keys[0] in EVERYDAY and keys[-1] in _GROUPS  # Stanley Park, Rose Hill
    a_place = a_place and not is_person(passage, first, last)
    doubtful = named_thing or a_place or _ranked(passage, first)
    return Reading.DOUBTFUL if doubtful else Reading.NAME


def _ranked(passage: Passage, first: int) -> bool:
    """King Charlie, but not: Theo Bishop, Ava."""
    joined = first > 0 and passage.unbroken(first - 1, first)
    return joined and passage.before(first) in _RANKS and passage.capital(first - 1)


def _surname(passage: Passage, first: int, last: int) -> Reading:
    key = passage.key(last)
    mere_word = key in EVERYDAY or key in _LITTLE or len(key) < _SHORTEST
    in_link = passage.words[first].kind is Kind.LINK
    elsewhere = (
        passage.after(last) in _GROUPS
        or _another_forename(passage, first, last)
        or passage.before(first) in _AT_A_PLACE
        or _of_a_company(passage, last)
        or _opens_as_word(passage, first, last)
    )
    if mere_word or in_link or elsewhere or not passage.capital(last) or passage.shouted(last):
        return Reading.WORD
    return Reading.DOUBTFUL


def _opens_as_word(passage: Passage, first: int, last: int) -> bool:
    """Bridges made of spaghetti: a word at the start of a sentence about a thing."""
    if first != last or not passage.opens_sentence(first) or passage.words[last].possessive:
        return False
    follows = passage.after(last)
    goes_on = follows.isalpha() and passage.gap(last + 1) == " " and not passage.capital(last + 1)
    done_to_it = passage.after(last + 1) in _BY_WHOM
    acts = follows in _PERSON_VERBS and not done_to_it
    return goes_on and not acts and is_english(passage.key(last))


def _of_a_company(passage: Passage, last: int) -> bool:
    """Bailey Roofing, Bailey’s Bakery: a capital follows that is nobody's first name."""
    follows = passage.after(last)
    if not follows:
        return False
    owned = passage.words[last].possessive and passage.gap(last + 1) == " "
    joined = owned or passage.unbroken(last, last + 1)
    return joined and passage.capital(last + 1) and follows not in passage.known


def _another_forename(passage: Passage, first: int, last: int) -> bool:
    """Samuel Johnson, where Johnson is on the roll; Lewis Latimer, where Lewis is a surname."""
    before = passage.before(first)
    named = before in _COMMON and passage.capital(first - 1) and passage.adjoins(first)
    return named or (passage.key(first) in _COMMON and _goes_on(passage, last))


def _goes_on(passage: Passage, last: int) -> bool:
    """Whether a capitalised word follows that may be part of the same name."""
    follows = passage.after(last)
    joined = bool(follows) and passage.capital(last + 1) and passage.unbroken(last, last + 1)
    return joined and follows not in _LITTLE and not passage.shouted(last + 1)


def _forename(passage: Passage, first: int, last: int) -> Reading:
    keys = {passage.key(i) for i in range(first, last + 1)}
    if keys <= EVERYDAY:
        return everyday_word(passage, first, last)
    if keys <= _LITTLE:
        return _little_word(passage, first, last)
    return _plain_name(passage, first, last)


def _little_word(passage: Passage, first: int, last: int) -> Reading:
    """An, My, So, Do: a name only in the company of another or after "well done"."""
    if not passage.capital(first) or passage.shouted(first) or passage.opens_sentence(first):
        return Reading.WORD
    if rows.beside_name(passage, first, last) or passage.praise_before(first) is not None:
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
    if _ranked(passage, first) or _another_surname(passage, last):
        return Reading.DOUBTFUL
    if in_a_title(passage, last) or is_creature(passage, first, last):
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
