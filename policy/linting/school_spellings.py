"""The school's own name is spelled in one way only."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from policy.linting.document import Document, Remark, Sentence, in_words

ID = "school-spellings"
TITLE = _("Spelling of the school’s name")

_WORD = re.compile(r"(?<![@\w])[A-Za-zÀ-ÿ][\w’'-]*")
_NAMED = re.compile(r"((?:(?:[A-Z][\w’'-]+|[Ss]t|of|the|and)\.? ){1,8})(?:[Ss]chool|Academy)\b")
_GENERIC = frozenset(
    {
        *("school", "primary", "academy", "infant", "infants", "junior", "juniors", "nursery"),
        *("catholic", "church", "england", "ce", "rc", "community", "voluntary", "aided"),
        *("controlled", "first", "middle", "federation", "and", "of", "the", "our", "at"),
    }
)
_LITTLE = frozenset({"of", "the", "and", "our", "at"})
_ALMOST = 84  # per cent of likeness from which words are a spelling of the name
_SHORTEST = 5  # letters of a name; shorter ones are too like other words


def check(document: Document) -> Iterator[Remark]:
    name = _core(document.school) or _most_often(document)
    if len("".join(name)) < _SHORTEST:
        return
    found = dict[str, Sentence]()
    for sentence in document.sentences:
        for spelling in _alike(sentence.text, name):
            found.setdefault(spelling, sentence)
    if len(found) > 1:
        message = ngettext(
            "The school’s name is spelled {count} way: {spellings}.",
            "The school’s name is spelled {count} ways: {spellings}.",
            len(found),
        ).format(count=len(found), spellings=in_words(found))
        odd = next(each for each in found if each != " ".join(name))
        yield Remark(ID, message, gettext("Write it in one way."), found[odd].clause, odd)


def _core(name: str) -> tuple[str, ...]:
    """What is the school's own in its name: St Catherine of Siena, Hunts Cross."""
    words = [_bare(found[0]) for found in _WORD.finditer(name)]
    while words and words[0].casefold() in _GENERIC:
        words.pop(0)
    kinds = (i for i, word in enumerate(words) if word.casefold() in _GENERIC - _LITTLE)
    words = words[: next(kinds, len(words))]
    while words and words[-1].casefold() in _GENERIC:
        words.pop()
    return tuple(words)


def _most_often(document: Document) -> tuple[str, ...]:
    named = Counter(_core(hit[1]) for hit in _NAMED.finditer(document.text))
    named.pop((), None)
    return named.most_common(1)[0][0] if named else ()


def _alike(text: str, name: tuple[str, ...]) -> Iterator[str]:
    words = [_bare(hit[0]) for hit in _WORD.finditer(text)]
    wanted = " ".join(name).casefold()
    for i in range(len(words) - len(name) + 1):
        spelling = " ".join(words[i : i + len(name)])
        folded = spelling.casefold()
        written = folded != spelling and not spelling.isupper()  # neither all small nor shouted
        if written and folded[0] == wanted[0] and fuzz.ratio(folded, wanted) >= _ALMOST:
            yield spelling


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
