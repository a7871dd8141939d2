"""Whether a first name that is also a word or a place means a pupil: Rose, Will, Florence."""

from policy import rows
from policy.english import is_english
from policy.names import Reading
from policy.passage import EVERYDAY, Passage
from policy.tokens import Kind
from policy.words import words

_CALENDAR = words("calendar")
_SELDOM_NAMES = _CALENDAR | words("openers")
_PLACES = words("geography")
_LITTLE = words("function")
_GROUPS = words("groups")
_DETERMINERS = words("determiners")
_PERSON_VERBS = words("person_verbs")
_LABELS = words("labels")
_CREATURES = words("creatures")
_NO_ARTICLE = words("mass") | _CREATURES | _SELDOM_NAMES | _PLACES
_IS = frozenset({"is", "was", "has", "had"})
_DOING = frozenset(
    {
        *("holding", "wearing", "showing", "playing", "smiling", "sitting", "standing", "using"),
        *("doing", "having", "getting", "enjoying", "receiving", "practising", "building"),
        *("jumping", "climbing", "baking", "leading", "sharing", "winning", "scoring", "helping"),
    }
)
_NO_DOING = frozenset(
    {"morning", "evening", "spring", "opening", "closing", "training", "meeting", "parking"}
    | {"swimming", "building", "wedding", "beginning", "during"}
)
_PRONOUNS = frozenset({"he", "she", "his", "her", "him", "hers", "himself", "herself"})
_SAID_TO_ONE = frozenset(
    {"you", "your", "youre", "youve", "please", "well", "thank", "remember", "dont", "can", "keep"}
)
_AT_A_PLACE = frozenset({"in", "at", "near", "across", "visit", "visiting", "visited"})
_OF_A_THING = frozenset({"in", "of", "for", "about", "into", "on", "by"})
_AGAINST = frozenset({"v", "vs", "versus", "against"})
_TOWARDS = frozenset({"to", "from", "of"})
_AWARDED_TO = frozenset({"to", "for", "is", "was", "were", "are"})
_FOLLOW_A_PERSON = words("follow_a_person") | _PERSON_VERBS
_ALSO_VERBS = frozenset(
    {"run", "walk", "race", "show", "sing", "lesson", "fun", "reading", "singing", "making"}
)
_AGES = frozenset(map(str, range(3, 13)))
_PRONOUN_WITHIN = 6
_LABEL_WITHIN = 8  # words before the name or the colon


def everyday_word(passage: Passage, first: int, last: int) -> Reading:
    """A name where the sentence treats it as a person."""
    if not passage.capital(first) or _a_thing(passage, first, last):
        return Reading.WORD
    person = is_person(passage, first, last)
    if passage.shouted(first):
        return Reading.DOUBTFUL if person else Reading.WORD
    if person:
        return Reading.NAME
    if passage.opens_sentence(first):
        return Reading.WORD if passage.key(first) in _SELDOM_NAMES else Reading.DOUBTFUL
    return _inside_sentence(passage, first, last)


def in_a_title(passage: Passage, last: int) -> bool:
    """George and the Dragon, Leo the Lion."""
    at = last + 1
    if passage.after(last) == "and":
        at += 1
    in_a_tag = passage.words[last].kind is not Kind.WORD
    if in_a_tag or passage.key(at) != "the" or passage.opens_sentence(at):
        return False
    key = passage.key(at + 1)
    return passage.capital(at + 1) and key not in _GROUPS and key not in _LITTLE


def _a_thing(passage: Passage, first: int, last: int) -> bool:
    """Rose Class, Hope Street, 4 May, the Rose, in Florence, Will you …?, Ray of sun."""
    before, follows = passage.before(first), passage.after(last)
    if passage.words[last].kind is Kind.LINK or before[:1].isdigit():
        return True
    if before in _DETERMINERS:
        return before != "our" or follows not in _PERSON_VERBS
    if _named_thing(passage, last) or _numbered(passage, last):
        return not passage.words[last].possessive
    if _a_place_or_time(passage, first, last) or in_a_title(passage, last):
        return True
    opens = passage.opens_sentence(first)
    a_verb = opens and follows in _LITTLE and follows not in _FOLLOW_A_PERSON
    a_verb = a_verb and passage.adjoins(last + 1)
    return a_verb or _in_a_row_of_things(passage, first, last)


def _numbered(passage: Passage, last: int) -> bool:
    """May 4, Hope 2; but not an age: Hope (7); Hope, 7."""
    if not passage.after(last)[:1].isdigit():
        return False
    gap = passage.gap(last + 1)
    return "(" not in gap and ("," not in gap or passage.key(last) in _CALENDAR)


def _a_place_or_time(passage: Passage, first: int, last: int) -> bool:
    """In Florence, Chelsea v Everton, of May."""
    before, follows, key = passage.before(first), passage.after(last), passage.key(first)
    if key in _PLACES and (before in _AT_A_PLACE | _AGAINST or follows in _AGAINST):
        return True
    return key in _SELDOM_NAMES and before in _OF_A_THING


def _named_thing(passage: Passage, last: int) -> bool:
    """Rose Class and Rose class, Grace Run; but not: we saw Grace run; Eden, River and Skye."""
    follows = passage.after(last)
    if follows not in _GROUPS or not passage.adjoins(last + 1):
        return False
    return follows not in _ALSO_VERBS or passage.capital(last + 1)


def _in_a_row_of_things(passage: Passage, first: int, last: int) -> bool:
    """Joy, faith and love; April, May and June; Holly, Ivy and Rose Class."""
    row = rows.row(passage, first, last)
    if len(row) == 1:
        return False
    if _named_thing(passage, row[-1]) and row[-1] != last:
        return True
    if all(passage.key(i) in _CALENDAR for i in row):
        return not _act(passage, row)
    small = [passage.key(i) for i in row if not passage.capital(i)]
    return any(key in EVERYDAY for key in small) or sum(map(is_english, small)) > 1


def is_person(passage: Passage, first: int, last: int) -> bool:
    """Whether the sentence treats words first…last as a person."""
    if passage.praise_before(first) is not None or rows.beside_name(passage, first, last):
        return True
    if passage.words[last].possessive and passage.key(first) not in _CALENDAR:
        return True
    if (
        _called(passage, first, last)
        or _labelled(passage, first)
        or _awarded(passage, first)
        or _in_a_row(passage, first, last)
    ):
        return True
    if passage.after(last) in _PERSON_VERBS | _DOING or _aged(passage, last):
        return True
    return _treated(passage, first, last)


def _aged(passage: Passage, last: int) -> bool:
    """Hope (8) and Hope, 8, but not: in May, 8, …"""
    if passage.after(last) not in _AGES:
        return False
    after = passage.text[passage.words[last + 1].end :][:1]
    between = passage.gap(last + 1) == ", " and after == ","
    return passage.gap(last + 1) == " (" or (between and passage.key(last) not in _CALENDAR)


def _called(passage: Passage, first: int, last: int) -> bool:
    """Hope, you were; Rose, well done; Mark, please: turned to at the start of a sentence."""
    if not passage.opens_sentence(first) or passage.key(first) in _CALENDAR:
        return False
    after = passage.text[passage.words[last].end :][:2]
    return after == ", " and passage.after(last) in _SAID_TO_ONE


def _treated(passage: Passage, first: int, last: int) -> bool:
    """Rose with her model; Poppy was, where a thing would have its article."""
    bare = passage.opens_sentence(first) and passage.key(first) not in _NO_ARTICLE
    return (bare and passage.after(last) in _IS) or _pronoun_follows(passage, last)


def _in_a_row(passage: Passage, first: int, last: int) -> bool:
    """Grace and Faith baked: each with a capital, on the roll, and not all of them places."""
    row = rows.row(passage, first, last)
    if len(row) == 1 or not all(
        passage.capital(i) and passage.key(i) in passage.known for i in row
    ):
        return False
    if passage.before(row[0]) in _OF_A_THING:
        return False
    seldom = all(passage.key(i) in _SELDOM_NAMES or passage.key(i) in _PLACES for i in row)
    return _act(passage, row) or not seldom


def _act(passage: Passage, row: tuple[int, ...]) -> bool:
    """April and June made, May and Art mixing; but not: April and May opening hours."""
    follows = passage.after(row[-1])
    return follows in _PERSON_VERBS or (follows.endswith("ing") and follows not in _NO_DOING)


def _labelled(passage: Passage, first: int) -> bool:
    """Winners: Hope, Will and May. Stars of the week – Holly."""
    head = rows.head(passage, first)
    if not head or not passage.opens_sentence(head) or not passage.labels(head):
        return False
    return _names_children(passage, head)


def _awarded(passage: Passage, first: int) -> bool:
    """Star of the week goes to Ivy; silver for Poppy; not gold for Art."""
    head = rows.head(passage, first)
    given = passage.before(head) in _AWARDED_TO and passage.key(first) not in _SELDOM_NAMES
    return given and _names_children(passage, head)


def _names_children(passage: Passage, before: int) -> bool:
    within = range(max(0, before - _LABEL_WITHIN), before)
    return any(passage.key(i) in _LABELS for i in within)


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
    key, before = passage.key(first), passage.before(rows.row(passage, first, last)[0])
    other_capital = passage.after(last) not in _LITTLE and passage.capital(last + 1)
    if other_capital and passage.after(last):
        return Reading.WORD if key in _SELDOM_NAMES else Reading.DOUBTFUL
    unsure = key in _SELDOM_NAMES or key in _PLACES or before in (_OF_A_THING - {"by"}) | _TOWARDS
    return Reading.DOUBTFUL if unsure else Reading.NAME
