"""No other account is mentioned without thought: it might be a parent's.

St C: "This is not a platform to discuss or debate school related issues". HX: "Twitter will
not be used to engage with individual parents directly" (S4).
"""

import re
from collections.abc import Iterator

from policy.facts import TEXT, Facts
from policy.findings import Edit, Fix, Mark, Option, Options
from policy.said import gettext
from policy.said import gettext_lazy as _

ID = "mention"
TITLE = _("Mention of another account")
HELP = _("Looks for other accounts in the post. Mention organisations, never parents or pupils.")
OPTIONS: dict[str, Option] = {"allowed": ""}  # handles that may be mentioned, parted by spaces

_MENTION = re.compile(r"(?<![\w@＠/])(?<!\w[.+-])[@＠](\w{1,30})(?![\w@＠]|\.\w)")
_TIME = re.compile(r"\d{1,4}(?:am|pm|ish)?", re.IGNORECASE)
_PERSON = re.compile(
    r"_?(?:mr|mrs|ms|miss|sir|mum|mummy|dad|daddy|nana?|grandma|grandad)(?=[_A-Z\d]|\Z)"
)
_REMEDY = _("Make sure it belongs to an organisation and not to a parent or pupil.")
_EXCUSES = (_("An organisation we know."), _("The account of a trust or school we belong to."))


def check(facts: Facts, options: Options) -> Iterator[Mark]:
    fine = {_bare(handle) for handle in (facts.account_handle, *str(options["allowed"]).split())}
    for mention in _MENTION.finditer(facts.text):
        handle = mention[1]
        if _bare(handle) not in fine and not _TIME.fullmatch(handle):
            personal = _PERSON.match(handle[:1].lower() + handle[1:])
            message = gettext("This mentions another account.")
            if personal:
                message = gettext("This mentions what looks like a person’s account.")
            sign = Edit(mention.start(), mention.start() + 1, "")
            fix = Fix(gettext("Take the @ away"), (sign,))
            yield Mark(message, _REMEDY, TEXT, mention.span(), fixes=(fix,), excuses=_EXCUSES)


def _bare(handle: str) -> str:
    return handle.lstrip("@＠").casefold()
