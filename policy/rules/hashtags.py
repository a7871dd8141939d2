"""Hashtags stand at the end of a post.

HX: "Hashtags are things you can add to the end of your tweets" (S9). Links and handles may
follow them; ordinary words may not.
"""

import re
from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Mark, Option, Options
from policy.tokens import Kind, tokenise

ID = "hashtags"
TITLE = "Place and number of hashtags"
HELP = "Looks for hashtags in mid-sentence, and for too many. Put them at the end."
OPTIONS: dict[str, Option] = {
    "at_end": True,
    "max": 0,  # most hashtags in one post; 0 for any number
}

_HASHTAG = re.compile(r"(?<![\w&/])[#＃](?=\w*[^\W\d_])\w+")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    tags = [tag.span() for tag in _HASHTAG.finditer(facts.text)]
    if options["at_end"]:
        last_word = max((w.end for w in tokenise(facts.text) if w.kind is Kind.WORD), default=0)
        for span in tags:
            if span[0] < last_word:
                remedy = "Move it behind the last sentence, or write it as an ordinary word."
                yield Mark("This hashtag is not at the end of the post.", remedy, TEXT, span)
    most = int(options["max"])
    if most and len(tags) > most:
        message = f"The post has {len(tags)} hashtags; at most {most} are allowed."
        yield Mark(message, "Keep the ones that readers look for.", TEXT, tags[most])
