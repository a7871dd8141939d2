"""No parent is spoken to, or of, alone; all parents may be.

HX: "Twitter will not be used to engage with individual parents directly, however, important
announcements and notices could be sent as part of general communication to parents" (S4).
"""

import re
from collections.abc import Iterator

from policy.adults import Titled, titled
from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.naming import Naming, Span
from policy.passage import Passage
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.strangers import may_be_misspelt
from policy.tokens import Kind
from policy.words import words

ID = "individual-parent"
TITLE = _("Addressed to one parent")
HELP = _(
    "Looks for words to one parent or carer. Speak to all parents, and telephone or "
    "write to the one who is meant."
)
OPTIONS: dict[str, Option] = {
    "titles": True,  # ask about "Mrs Patel, please call" where the staff list does not have her
}

_REMEDY = _("Speak to all parents, or contact this one by telephone or letter.")
_EXCUSES = (_("A member of staff or a visitor."), _("A figure from a story or from history."))
_RELATIONS = words("relations")
_FAMILY = _RELATIONS | words("family")
_FIRMS = frozenset(
    {"bakery", "bakers", "butchers", "business", "circus", "company", "farm", "firm", "foundation"}
    | {"fund", "restaurant", "shop", "trust"}
)
_ONE = frozenset({"the", "that", "this"})
_MARKED_OUT = frozenset({"who", "whose", "of", "that", "with", "which", "in", "from"})
_IN_GENERAL = frozenset({"are", "youre", "be", "being", "if", "as", "become", "becoming"})
_GREETINGS = frozenset({"dear", "hi", "hello", "sorry", "to"})
_TURNED_TO = frozenset(
    {"please", "you", "your", "youre", "can", "could", "would", "thank", "thanks"}
)
_ASKED = frozenset({"could", "can", "would", "will", "please", "ask", "asking", "remind"})
_TURNED_WITHIN = 3  # words after the name
_CALLED_WITHIN = 6  # words after the name and a comma
_CALLS = (",", "!", ":", "–", "—", "-")
_YOUR_CHILD = re.compile(
    r"\byour (?:lovely |little |wonderful |brilliant )?(?:son|daughter|boy|girl)\b"
    r"(?! ?(?:/|or|and) ?(?:son|daughter|boy|girl))",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?:mum|mummy|mam|dad|daddy|mama)s?\d*\Z", re.IGNORECASE)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    for naming in facts.namings:
        found = [*_relations(naming), *_handles(naming.passage), *_your_child(naming.passage)]
        if options["titles"]:
            found += _by_title(naming, staff_known=bool(facts.staff))
        for span, doubtful in sorted(found):
            message = gettext("This speaks of or to one parent.")
            if doubtful:
                message = gettext("This may speak of or to one parent.")
            excuses = _EXCUSES if doubtful else ()
            yield Mark(message, _REMEDY, naming.where, span, doubtful, excuses=excuses)


def _relations(naming: Naming) -> Iterator[tuple[Span, bool]]:
    """Josh’s mum; to the mum who left her keys; would the parent of …"""
    passage = naming.passage
    sure = {name.end for name in naming.pupils if not name.doubtful}
    maybe = {name.end for name in naming.pupils} | {end for _, end in naming.strangers}
    for i, word in enumerate(passage.words):
        if word.key not in _FAMILY or word.kind is not Kind.WORD:
            continue
        owner = _owner(passage, i)
        if owner is not None and passage.words[owner].end in maybe:
            yield _span(passage, owner, i), passage.words[owner].end not in sure
        elif _one_family(passage, i, maybe):
            yield _span(passage, i - 1, i), True
        elif word.key in _RELATIONS and not word.possessive and _marked_out(passage, i):
            yield _span(passage, i - 1, i + 1), False


def _owner(passage: Passage, i: int) -> int | None:
    """The possessive one or two words before word i: Josh’s mum, Josh’s lovely nan."""
    for at in (i - 1, i - 2):
        if at >= 0 and passage.before(at + 1) and passage.words[at].possessive:
            return at
    return None


def _one_family(passage: Passage, i: int, maybe: set[int]) -> bool:
    """The Haworth family; not the Royal Family, nor the Haworth family bakery."""
    if passage.key(i) not in {"family", "family's", "parents"} or not passage.capital(i - 1):
        return False
    if passage.after(i) in _FIRMS:
        return False
    known = passage.before(i) and passage.words[i - 1].end in maybe
    return bool(known) or (passage.before(i - 1) == "the" and may_be_misspelt(passage, i - 1))


def _marked_out(passage: Passage, i: int) -> bool:
    one = passage.before(i) in _ONE and passage.after(i) in _MARKED_OUT
    general = {passage.key(i - 2), passage.key(i - 3)} & _IN_GENERAL
    return one and not general


def _by_title(naming: Naming, *, staff_known: bool) -> Iterator[tuple[Span, bool]]:
    """Mrs Patel, please call; Dear Mr Khan. Staff are spoken of by title every day."""
    passage = naming.passage
    for adult in titled(passage):
        span = _span(passage, adult.first, adult.last)
        of_staff = any(start < span[1] and span[0] < end for start, end in naming.staff)
        if not of_staff and _spoken_to(passage, adult, staff_known=staff_known):
            yield span, True


def _spoken_to(passage: Passage, adult: Titled, *, staff_known: bool) -> bool:
    before = passage.before(adult.first)
    if before in _GREETINGS - {"to"} or (
        before == "to" and passage.opens_sentence(adult.first - 1)
    ):
        return True
    if before in _ASKED and (passage.opens_sentence(adult.first - 1) or before == "please"):
        return True
    called = passage.text[passage.words[adult.last].end :].lstrip().startswith(_CALLS)
    following = _following(passage, adult.last)
    if passage.opens_sentence(adult.first) or _of_a_couple(passage, adult):
        turned = following[: _CALLED_WITHIN if called else 1]
        return not _TURNED_TO.isdisjoint(turned)
    return staff_known and before in {"you", "thanks"} and "your" in following[:_TURNED_WITHIN]


def _following(passage: Passage, last: int) -> list[str]:
    """The next words: the first few, and more of the same sentence."""
    found = list[str]()
    for i in range(last + 1, last + 1 + _CALLED_WITHIN):
        if len(found) >= _TURNED_WITHIN and not passage.after(i - 1):
            break
        found.append(passage.key(i))
    return found


def _of_a_couple(passage: Passage, adult: Titled) -> bool:
    """Mr and Mrs Patel, at the start of a sentence."""
    titles = passage.before(adult.first) in {"and", "&"} and passage.key(adult.first - 2) == "mr"
    return titles and passage.opens_sentence(adult.first - 2)


def _handles(passage: Passage) -> Iterator[tuple[Span, bool]]:
    for word in passage.words:
        if word.kind is Kind.MENTION and _HANDLE.search(word.key):
            yield (word.start, word.end), True


def _your_child(passage: Passage) -> Iterator[tuple[Span, bool]]:
    for found in _YOUR_CHILD.finditer(passage.text):
        yield found.span(), True


def _span(passage: Passage, first: int, last: int) -> Span:
    return passage.words[first].start, passage.words[last].end
