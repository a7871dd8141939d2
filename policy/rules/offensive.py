"""No offensive language.

Both: "Offensive language or remarks aimed at the school, its staff, parents, governors or
others affiliated with the school" (S16). Two levels: words that are never right are a breach;
words that may be innocent, and remarks made of harmless words, are asked about.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.offence import read
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "offensive"
TITLE = _("Offensive language")
HELP = _(
    "Looks for swearing, slurs, insults and threats, also when they are disguised. "
    "Take them out, or say what is meant in other words."
)
OPTIONS: dict[str, Option] = {}

_EXCUSES = (
    _("The word means something else here."),
    _("It is a name or a title."),
    _("It comes from a story or a lesson."),
)


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for place, spoken in zip(facts.places, facts.spoken, strict=True):
        for offence in read(place.text, place.words, spoken):
            span = (offence.start, offence.end)
            if offence.sure:
                yield Mark(
                    gettext("These words are offensive."),
                    gettext("Take them out."),
                    place.where,
                    span,
                )
            else:
                message = gettext("These words may offend or hurt somebody.")
                remedy = gettext("Choose others, or say what is meant.")
                yield Mark(message, remedy, place.where, span, doubtful=True, excuses=_EXCUSES)
