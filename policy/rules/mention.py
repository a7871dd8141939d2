"""No other account is mentioned without thought: it might be a parent's.

St C: "This is not a platform to discuss or debate school related issues". HX: "Twitter will
not be used to engage with individual parents directly" (S4).
"""

import re
from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Mark, Option, Options

ID = "mention"
TITLE = "Mention of another account"
HELP = "Looks for other accounts in the post. Mention organisations, never parents or pupils."
OPTIONS: dict[str, Option] = {"allowed": ""}  # handles that may be mentioned, parted by spaces

_MENTION = re.compile(r"(?<![\w@＠/.])[@＠](\w{1,15})(?!\w)")


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    fine = {_bare(handle) for handle in (facts.account_handle, *str(options["allowed"]).split())}
    for mention in _MENTION.finditer(facts.text):
        if _bare(mention[1]) not in fine:
            message = "This mentions another account."
            remedy = "Make sure it belongs to an organisation and not to a parent or pupil."
            yield Mark(message, remedy, TEXT, mention.span())


def _bare(handle: str) -> str:
    return handle.lstrip("@＠").casefold()
