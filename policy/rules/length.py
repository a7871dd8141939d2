"""A post is no longer than the policy and X allow.

HX: "communicate thoughts and ideas within 140 characters" (S9). X has allowed 280 since 2017,
counted by weight, so the limit is an option.
"""

from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Mark, Option, Options
from policy.length import first_over, weigh
from policy.said import gettext, ngettext
from policy.said import gettext_lazy as _

ID = "length"
TITLE = _("Length of the post")
HELP = _("Counts the post as X does. Shorten it until it fits.")
OPTIONS: dict[str, Option] = {"max": 280}  # weighted characters, as X counts them


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    limit = int(options["max"])
    length = weigh(facts.text)
    if length > limit:
        span = (first_over(facts.text, limit), len(facts.text.rstrip()))
        message = ngettext(
            "The post is {count} character long as X counts them; {most} are allowed.",
            "The post is {count} characters long as X counts them; {most} are allowed.",
            length,
        ).format(count=length, most=limit)
        remedy = gettext("Shorten it by {count}.").format(count=length - limit)
        yield Mark(message, remedy, TEXT, span)
