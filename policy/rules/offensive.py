"""No offensive language.

Both: "Offensive language or remarks aimed at the school, its staff, parents, governors or
others affiliated with the school" (S16). Two levels: words that are never right are a breach,
words that may be innocent are asked about.
"""

from collections.abc import Iterator

from policy.facts import Facts
from policy.findings import Mark, Option, Options
from policy.offence import offences

ID = "offensive"
TITLE = "Offensive language"
HELP = "Looks for words that offend or may offend. Take them out or choose others."
OPTIONS: dict[str, Option] = {}


def check(facts: Facts, _options: Options) -> Iterator[Mark]:
    for place in facts.places:
        for offence in offences(place.text):
            span = (offence.start, offence.end)
            if offence.sure:
                message, remedy = "This word is offensive.", "Take it out."
                yield Mark(message, remedy, place.where, span)
            else:
                message = "This word may offend."
                remedy = "Choose another word, or say what is meant."
                yield Mark(message, remedy, place.where, span, doubtful=True)
