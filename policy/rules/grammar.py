"""Correct English.

HX: tweets "will be grammatically correct" (S9). A checker may be wrong where a person is not, so
that each mark asks; a policy that wants none to pass unmended sets `strict`. Names, words of
school life, foreign words and whatever is no plain word are left alone.
"""

import re
from collections.abc import Iterator
from itertools import islice

from rapidfuzz.distance import OSA, Indel

from policy import grammar
from policy.facts import TEXT, Facts, Place
from policy.findings import Edit, Fix, Mark, Option, Options
from policy.offence import offences
from policy.said import gettext
from policy.said import gettext_lazy as _
from policy.slips import CAPITALS, Slip, Sort, known_slips
from policy.words import lines, words

ID = "grammar"
TITLE = _("Spelling and grammar")
HELP = _(
    "Looks for words that are misspelt and sentences that are not correct English. "
    "Choose the spelling offered, or keep yours and say why."
)
OPTIONS: dict[str, Option] = {
    "strict": False,  # whether a finding stands as the policy sets it, instead of asking
    "known": "",  # the school's own words, parted by spaces
}

_MESSAGES = {
    Sort.SPELLING: _("This word looks misspelt."),
    Sort.CAPITAL: _("This word begins with a capital letter."),
    Sort.REPEATED: _("The same word stands here twice."),
    Sort.WORDING: _("This is probably not the right word."),
}
_EXCUSES = (_("It is right as it stands."), _("It is a child’s own spelling, shown on purpose."))
_MOST_FIXES = 3
_SHORTEST = 4  # letters of a word whose spelling is judged by likeness
_SCHOOL = words("school_english") | {line.partition(" ")[0] for line in lines("text_speak")}
_NEVER_TWICE = words("never_twice")
_DRAWN_OUT = re.compile(r"([a-z])\1\1")
# A stop after which the sentence may go on: "e.g.", three dots, a title such as Oliver!
_GOES_ON = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|approx|[ap]\.?m|no|yrs?|vs?|tel|inc)\.|\.\."
    r"|(?:^|[a-z,.!?] )[A-Z]\w*[!?])[\"”’)]?\Z"
)
_QUOTES = tuple("\"'“”‘’")
_ARTICLES = frozenset({"a", "an"})
_NO_NOUN = frozenset({"is", "are", "am", "as", "and", "in", "on", "or", "of", "at", "if", "it"})
_LETTER_ALONE = re.compile(r"(?<!\w)[b-hj-z](?!\w)")
_NEAR = 12  # characters
_STOPS = '.!? \n"”’)'


def begin(facts: Facts) -> None:
    """Let the checker, which has a thread of its own, read while other rules do."""
    for place in facts.places:
        grammar.expect(place.text)


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    known = frozenset(str(options["known"]).casefold().split())
    for place in facts.places:
        found = [slip for slip in _slips(place) if _written(slip, place).lower() not in known]
        named = _named(facts, place) if found else ()
        for slip in found:
            if not any(start < slip.end and slip.start < end for start, end in named):
                yield _mark(slip, place, doubtful=not options["strict"])


def _slips(place: Place) -> Iterator[Slip]:
    """Those known word by word, and the checker's where it is surely right about other words."""
    listed = tuple(known_slips(place.text))
    yield from listed
    others = [slip for slip in grammar.slips(place.text) if not _touches(slip, listed)]
    certain = [slip for slip in others if _certain(slip, place)]
    foreign = [slip for slip in others if slip not in certain and _written(slip, place).islower()]
    for slip in certain:
        if slip.sort is Sort.WORDING or not any(_next_to(slip, other) for other in foreign):
            yield slip


def _touches(slip: Slip, others: tuple[Slip, ...]) -> bool:
    return any(slip.start < other.end and other.start < slip.end for other in others)


def _next_to(slip: Slip, other: Slip) -> bool:
    """Whether only a blank parts them, as the words of a phrase in another language."""
    return other.start - slip.end == 1 or slip.start - other.end == 1


def _certain(slip: Slip, place: Place) -> bool:
    written = _written(slip, place)
    if not slip.better or not written.strip():
        return False
    if slip.sort is Sort.CAPITAL or (slip.sort is Sort.SPELLING and written in CAPITALS):
        return _always_capital(slip, place) or _head_in_small(slip, place)
    if slip.sort is Sort.REPEATED:
        return written.split()[0].casefold() in _NEVER_TWICE
    if slip.sort is Sort.SPELLING:
        return _misspelt(slip, place)
    return written.lower() not in _ARTICLES or _before_noun(slip, place)


def _always_capital(slip: Slip, place: Place) -> bool:
    """Whether it is Monday, England or I; but not the letter i among others being taught."""
    written = _written(slip, place)
    around = place.text[max(0, slip.start - _NEAR) : slip.end + _NEAR]
    return written in CAPITALS and (written != "i" or not _LETTER_ALONE.search(around))


def _before_noun(slip: Slip, place: Place) -> bool:
    """Whether a word that may be a noun follows: not "A is for apple", nor a hashtag."""
    after = re.match(r" ([^\W\d_]+)", place.text[slip.end :])
    return after is not None and after[1].lower() not in _NO_NOUN


def _head_in_small(slip: Slip, place: Place) -> bool:
    """Whether a sentence of the post begins with this word, in small letters."""
    before = place.text[: slip.start].rstrip()
    if place.where != TEXT or not _written(slip, place).islower():
        return False
    return not before or (before[-1] in _STOPS and not _GOES_ON.search(before[-30:]))


def _misspelt(slip: Slip, place: Place) -> bool:
    """Whether it is a plain word in small letters, one slip of the pen from a known word."""
    written = _written(slip, place)
    plain = re.sub(r"['’]s?$", "", written)
    if len(plain) < _SHORTEST or not (plain.isalpha() and plain.islower()) or plain in _SCHOOL:
        return False
    if _DRAWN_OUT.search(plain) or not _stands_alone(slip, place.text) or any(offences(plain)):
        return False
    return bool(_nearest(slip, written))


def _stands_alone(slip: Slip, text: str) -> bool:
    """Whether it is no piece of a longer word, nor quoted, nor beside a word in foreign letters."""
    before, after = text[: slip.start][-_NEAR:], text[slip.end :][:_NEAR]
    if re.search(r"[^\s(\"“‘'’,;.!?]\Z", before) or re.match(r"[\w/@#-]|['’.]\w", after):
        return False
    if before[-1:] in _QUOTES and after[:1] in _QUOTES:
        return False
    beside = (*before.split()[-1:], *after.split()[:1])
    return all(sign.isascii() or not sign.isalpha() for word in beside for sign in word)


def _nearest(slip: Slip, written: str) -> tuple[Edit, ...]:
    """The proposals one letter away, a missing or a doubled letter before a wrong one."""
    near = [edit for edit in slip.better if OSA.distance(written, edit.replacement) <= 1]
    kind = [edit for edit in near if not any(offences(edit.replacement))]
    return tuple(sorted(kind, key=lambda edit: Indel.distance(written, edit.replacement)))


def _written(slip: Slip, place: Place) -> str:
    return place.text[slip.start : slip.end]


def _named(facts: Facts, place: Place) -> tuple[tuple[int, int], ...]:
    """Where the names of pupils, of staff and of the school stand."""
    people = [found.name.span for found in facts.names if found.where == place.where]
    staff = [name.span for name in facts.staff.find(place.text)]
    own = [
        found.span()
        for phrase in facts.school_phrases
        for found in re.finditer(re.escape(phrase), place.text, re.IGNORECASE)
    ]
    return (*people, *staff, *own)


def _mark(slip: Slip, place: Place, *, doubtful: bool) -> Mark:
    fixes = tuple(islice(_fixes(slip, _written(slip, place)), _MOST_FIXES))
    return Mark(
        _MESSAGES[slip.sort],
        _remedy(fixes),
        place.where,
        (slip.start, slip.end),
        doubtful,
        fixes=fixes,
        excuses=_EXCUSES,
    )


def _remedy(fixes: tuple[Fix, ...]) -> str:
    if not fixes:
        return gettext("Read it once more.")
    written = fixes[0].edits[0].replacement
    if written:
        return gettext("Write “{words}”, or keep yours if it is right.").format(words=written)
    return gettext("Leave it out, or keep yours if it is right.")


def _fixes(slip: Slip, written: str) -> Iterator[Fix]:
    better = slip.better
    if slip.sort is Sort.SPELLING and len(better) > 1:
        better = _same_letters(better, written) or _nearest(slip, written)
    for start, end, replacement in dict.fromkeys(_tidy(edit, written) for edit in better):
        if written[start - slip.start : end - slip.start] == replacement:
            continue
        label = (
            gettext("Write “{words}”").format(words=replacement)
            if replacement
            else gettext("Leave it out")
        )
        yield Fix(label, (Edit(start, end, replacement),))


def _tidy(edit: Edit, written: str) -> Edit:
    new = edit.replacement.strip()
    return edit._replace(replacement=new.replace("'", "’") if "’" in written else new)


def _same_letters(better: tuple[Edit, ...], written: str) -> tuple[Edit, ...]:
    """The proposal that only adds a capital: Monday for monday."""
    return tuple(edit for edit in better if edit.replacement.lower() == written.lower())
